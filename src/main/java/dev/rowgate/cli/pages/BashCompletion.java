package dev.rowgate.cli.pages;

import picocli.AutoComplete;

/// Generator of completions for bash, by picocli.
final class BashCompletion {

  /// Completion after `=`, which bash treats as a word of its own; picocli's script only supports
  /// values after a space.
  private static final String BEHIND_EQUALS =
      """
      # Completes --flag=value like --flag value.
      function _rowgate_behind_equals() {
        local -a words=()
        local i at=$COMP_CWORD
        for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
          if [[ ${COMP_WORDS[i]} != '=' ]]; then
            words+=("${COMP_WORDS[i]}")
          elif ((i == COMP_CWORD)); then
            words+=('')
          elif ((i < COMP_CWORD)); then
            ((at--))
          fi
        done
        local -a COMP_WORDS=("${words[@]}")
        local COMP_CWORD=$at
        _complete_rowgate
      }

      """;

  private BashCompletion() {}

  /// Re-enables bash's default completion of file names for flags without a list of values, which
  /// picocli turns off.
  static String text() {
    return AutoComplete.bash("rowgate", CommandModel.commandLine())
        .replace("  type compopt &>/dev/null && compopt +o default\n", "")
        .replace(
            "complete -F _complete_rowgate ",
            BEHIND_EQUALS + "complete -F _rowgate_behind_equals ");
  }
}
