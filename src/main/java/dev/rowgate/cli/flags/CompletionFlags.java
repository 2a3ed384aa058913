package dev.rowgate.cli.flags;

import dev.rowgate.cli.settings.Shell;
import dev.rowgate.problem.Excerpt;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The arguments of `rowgate completion`.
public record CompletionFlags() implements CommandFlags {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "completion",
            "Prints a script by which a shell completes commands, flags and values.",
            "rowgate completion bash|zsh|fish",
            "  source <(rowgate completion bash)",
            "  rowgate completion zsh > ~/.zfunc/_rowgate",
            "  rowgate completion fish > ~/.config/fish/completions/rowgate.fish");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .hideParamSyntax(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .index("0..*")
            .arity("0..*")
            .description("bash, zsh or fish.")
            .build());
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    List<String> names = values.positional();
    String name = names.isEmpty() ? "" : names.getFirst();
    Optional<Shell> shell = names.size() > 1 ? Optional.empty() : Shell.of(name);
    if (shell.isEmpty()) {
      String given = Excerpt.of(String.join(" ", names)).toString();
      values.complain("completion takes bash, zsh or fish, not " + given);
    }
    return new Arguments.Completion(shell.orElse(Shell.BASH));
  }
}
