package dev.rowgate.schema.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import dev.rowgate.schema.type.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class PatternTest {

  public static boolean matches(String pattern, String cell) {
    return switch (Pattern.compile(pattern)) {
      case Pattern.Result.Compiled compiled ->
          compiled.pattern().holds(Cells.value(new StringType(), cell));
      case Pattern.Result.Bad bad -> throw new AssertionError(bad.reason());
    };
  }

  public static String reason(String pattern) {
    return switch (Pattern.compile(pattern)) {
      case Pattern.Result.Compiled _ -> "none";
      case Pattern.Result.Bad bad -> bad.reason();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "abc ~ abc ~ true",
        "b ~ abc ~ false",
        "a|ab ~ ab ~ true",
        "a|ab ~ abc ~ false",
        "^abc$ ~ abc ~ true",
        "^b ~ abc ~ false",
        "^a|c$ ~ ac ~ false",
        "a{2,3} ~ aaa ~ true",
        "a{2,3} ~ aaaa ~ false",
        "a{2,} ~ a ~ false",
        "a{0} ~ a ~ false",
        ". ~ 😀 ~ true",
        "[😀é]{2} ~ é😀 ~ true",
        "\\d+ ~ 42 ~ true",
        "\\d+ ~ ٤٢ ~ true",
        "\\D ~ ٤ ~ false",
        "[\\d.]+ ~ ٤.2 ~ true",
        "[^\\D] ~ 4 ~ true",
        "\\w+ ~ José_42 ~ true",
        "\\w ~ - ~ false",
        "\\W ~ - ~ true",
        "\\W ~ _ ~ false",
        "[\\w-]+ ~ a-b_é ~ true",
        "[\\W]+ ~ -!? ~ true",
        "[\\W] ~ _ ~ false",
        "\\i\\c* ~ _a-1.é ~ true",
        "\\i\\c* ~ 1a ~ false",
        "[\\i\\d]+ ~ a1 ~ true",
        "[\\c]+ ~ a-1. ~ true",
        "\\I ~ 1 ~ true",
        "\\C ~ 1 ~ false",
        "[\\I]+ ~ 1- ~ true",
        "[\\C0]+ ~ 0! ~ true",
        "[^\\C] ~ ! ~ false",
        "\\s ~ ` ` ~ true",
        "[\\é\\😀]+ ~ 😀é ~ true",
        "[a-z-[aeiou]]+ ~ xyz ~ true",
        "[a-z-[aeiou]]+ ~ xyaz ~ false",
        "[\\w-[\\d_]]+ ~ abcé ~ true",
        "[\\w-[\\d_]]+ ~ abc1 ~ false",
        "[^a-z-[A-Z]] ~ a ~ false",
        "[^a-z-[A-Z]] ~ A ~ false",
        "[^a-z-[A-Z]] ~ 1 ~ true",
        "[\\p{L}-[\\p{IsBasicLatin}-[aeiou]]]+ ~ éaü ~ true",
        "[\\p{L}-[\\p{IsBasicLatin}-[aeiou]]]+ ~ éab ~ false",
        "[a-z-[^aeiou]]+ ~ aei ~ true",
        "[a-[a]] ~ a ~ false",
        "\\p{IsBasicLatin}+ ~ a-! ~ true",
        "\\p{IsLatin-1Supplement} ~ é ~ true",
        "\\P{IsGreek} ~ α ~ false",
        "\\p{IsPrivateUse}{2} ~ \uE000\uDBFF\uDFFD ~ true",
        "\\p{Cn} ~ \u0378 ~ true",
        "\\p{^L} ~ 1 ~ true",
        "\\p{Any} ~ 1 ~ true",
        "\\p{Lu}\\p{Ll}+ ~ Éa ~ true",
        "\\p{Greek}+ ~ αβγ ~ true",
        "\\x{1F600} ~ 😀 ~ true",
        "[]a]+ ~ ]a] ~ true",
        "[^]a] ~ ] ~ false",
        "[[:alpha:]-]+ ~ a-b ~ true",
        "[-[:alpha:]]+ ~ a-b ~ true",
        "[a{(*]+ ~ (a{* ~ true",
        "\\{\\(\\[ ~ {([ ~ true",
        "(?i)straße ~ STRAßE ~ true",
        "(?i)é[à-ü]+ ~ ÉÀü ~ true",
        "(?i)[^a] ~ A ~ false",
        "(?i)[a-z-[a]] ~ A ~ false",
        "(?i)\\p{Lu} ~ a ~ true",
        "(?i:a)b ~ AB ~ false",
        "((?i)a)[b] ~ AB ~ false",
        "(?i)a(?-i)[b] ~ AB ~ false",
        "(?i)(?-i:[a])[b] ~ aB ~ true",
        "(?i)\u1C80 ~ В ~ true",
        "(?i)\\x{E9} ~ É ~ true",
        "[+--]+ ~ +,- ~ true",
        "[a-]+ ~ a- ~ true",
        "[\\w-.]+ ~ a-. ~ true",
        "[a-z:-[:-:]]+ ~ a: ~ false",
        "[[:^alpha:]]+ ~ 1- ~ true",
        "(?i)[a-z]+\\d ~ AbC1 ~ true",
        "(?:ab)+ ~ abab ~ true",
        "(?P<year>\\d{4}) ~ 2024 ~ true",
        "a* ~ `` ~ true",
        "a+ ~ `` ~ false"
      })
  void matches_the_whole_text(String pattern, String cell, boolean matches) {
    assertThat(matches(pattern, cell)).isEqualTo(matches);
  }

  @Test
  void takes_no_form_feed_for_a_space() {
    assertThat(matches("\\s", "\f")).isFalse();
    assertThat(matches("[\\S]", "\f")).isTrue();
  }

  @Test
  void does_not_take_a_line_end_for_the_end() {
    assertThat(matches("^a$", "a\n")).isFalse();
    assertThat(matches(".*", "a\nb")).isFalse();
    assertThat(matches(".*", "a\rb")).isFalse();
    assertThat(matches("(?s).*", "a\nb")).isTrue();
    assertThat(matches("(?s:.).", "\n\n")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[ ~ missing closing ]",
        "[a-z-[aeiou] ~ missing closing ]",
        "(a ~ missing closing ) '(a'",
        "(\\w ~ missing closing )",
        "a) ~ a ) that closes nothing; the character itself is \\)",
        "*a ~ missing argument to repetition operator '*'",
        "a** ~ invalid nested repetition operator '**'",
        "\\ ~ trailing backslash at end of expression",
        "[\\ ~ trailing backslash at end of expression",
        "a\\y ~ invalid escape sequence '\\y'",
        "(a)\\1 ~ invalid escape sequence '\\1'",
        "(?=a) ~ invalid or unsupported Perl syntax '(?='",
        "(?<!a)b ~ invalid named capture '(?<!a)b'",
        "\\p{IsKlingon} ~ there is no category, block or script '\\p{IsKlingon}'",
        "\\p{IsL} ~ there is no category, block or script '\\p{IsL}'",
        "[\\P{Xx}] ~ there is no category, block or script '\\P{Xx}'",
        "\\pX ~ there is no category, block or script '\\pX'",
        "\\p ~ there is no category, block or script '\\p'",
        "\\p{L ~ there is no category, block or script '\\p{L'",
        "[a-z-[aeiou]0-9] ~ a set less another, -[…], must end with it",
        "[[:vowel:]] ~ invalid character class range '[:vowel:]'",
        "[a-\\d] ~ invalid character class range 'a-\\d'",
        "[\\y] ~ invalid escape sequence '\\y'",
        "[\\x{110000}] ~ invalid escape sequence '\\x{110000}'",
        "\\x4 ~ invalid escape sequence '\\x4'",
        "[z-a] ~ invalid character class range 'z-a'",
        "\\Qa\\E ~ \\Q is not supported",
        "a{,5} ~ a { that starts no count such as {2,5}; the character itself is \\{",
        "{ ~ a { that starts no count such as {2,5}; the character itself is \\{",
        "a{x} ~ a { that starts no count such as {2,5}; the character itself is \\{",
        "a{1,2,3} ~ a { that starts no count such as {2,5}; the character itself is \\{",
        "a{} ~ a { that starts no count such as {2,5}; the character itself is \\{",
        "a{3,2} ~ invalid repeat count '{3,2}'",
        "a{99999999999999999999} ~ a { that starts no count such as {2,5}; the character itself is"
            + " \\{",
        "a{1001} ~ invalid repeat count '{1001}'"
      })
  void says_why_it_can_not_be_used(String pattern, String reason) {
    assertThat(reason(pattern)).isEqualTo(reason);
  }
}
