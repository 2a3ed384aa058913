package dev.rowgate.http.watched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  /// Of `secret`, by sha256sum.
  private static final String SECRET =
      "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  /// Of `other`, by sha256sum.
  private static final String OTHER =
      "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa";

  @Test
  void knows_the_owner_of_a_key_and_of_no_other() {
    ApiKeys keys =
        usable("# ours\n\nada sha256:" + SECRET + "\r\n  bob\t sha256:" + OTHER + "  \n");

    assertThat(keys.ownerOf("secret")).isEqualTo("ada");
    assertThat(keys.ownerOf("other")).isEqualTo("bob");
    for (String wrong : List.of("", "Secret", "secret ", "secre", SECRET, "ada")) {
      assertThat(keys.ownerOf(wrong)).isNull();
    }
  }

  @Test
  void an_owner_can_have_an_old_key_and_a_new_one() {
    ApiKeys keys = usable("ada sha256:" + SECRET + "\nada sha256:" + OTHER.toUpperCase() + "\n");

    assertThat(keys.ownerOf("secret")).isEqualTo("ada");
    assertThat(keys.ownerOf("other")).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nobody\n"})
  void a_file_without_a_key_is_wrong(String text) {
    assertThat(faults(text)).containsExactly("there is no key in it");
  }

  @Test
  void all_that_is_wrong_is_told_by_its_line_and_without_its_text() {
    String text =
        String.join(
            "\n",
            "ada sha256:" + SECRET,
            "ada topsecret",
            "topsecret",
            "ada sha256:" + SECRET.substring(1),
            "ada sha512:" + SECRET,
            "a:topsecret sha256:" + SECRET,
            "a".repeat(65) + " sha256:" + SECRET,
            "ada sha256:" + SECRET + " topsecret");

    assertThat(faults(text))
        .hasSize(7)
        .allMatch(fault -> fault.matches("line [2-8] is not NAME sha256:HEX, with 64 digits"));
  }

  private static ApiKeys usable(String text) {
    assertThat(ApiKeys.parse(text)).isInstanceOf(ApiKeys.Read.Usable.class);
    return ((ApiKeys.Read.Usable) ApiKeys.parse(text)).keys();
  }

  private static List<String> faults(String text) {
    assertThat(ApiKeys.parse(text)).isInstanceOf(ApiKeys.Read.Faulty.class);
    return ((ApiKeys.Read.Faulty) ApiKeys.parse(text)).messages();
  }
}
