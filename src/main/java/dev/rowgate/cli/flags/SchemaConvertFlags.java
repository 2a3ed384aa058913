package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate schema convert`.
public record SchemaConvertFlags() implements CommandFlags {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "schema convert",
            "Makes a Table Schema of a JSON Schema or a data contract; says what it can't say.",
            "rowgate schema convert [OPTIONS] [FILE|-]",
            "  rowgate schema convert person.json-schema.json > people.schema.json",
            "  rowgate schema convert --table=orders contract.odcs.yaml > orders.schema.json");
    spec.addPositional(CommandFlags.input("A JSON Schema, or a data contract (ODCS 3)"));
    spec.addOption(flag("NAME", "The table, of a contract with several.", "--table"));
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.SchemaConvert(CommandFlags.input(values), values.one("table"));
  }
}
