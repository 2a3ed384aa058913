package dev.rowgate.schema;

import dev.rowgate.problem.Code;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of a schema's `rowgate:rules`. The vocabulary is Rowgate's own, so an unknown property is
/// an error.
final class RulesReader {

  static final String PROPERTY = "rowgate:rules";

  /// Limit on the rules, since every record is checked against each.
  private static final int MAX_RULES = 1_000;

  /// Limit in characters, since the message is written with every violation.
  private static final int MAX_MESSAGE = 500;

  private static final Set<String> OF_RULE =
      Names.words("code message severity compare when then required exactlyOneOf atLeastOneOf");

  private static final Set<String> SEVERITIES = Names.of("error", "warning");

  private final Diagnostics reading;
  private final CheckReader checks;
  private final Set<String> codes = new HashSet<>();

  RulesReader(Diagnostics reading, NamedFields fields) {
    this.reading = reading;
    this.checks = new CheckReader(reading, fields);
  }

  List<Rule> read(Json.Obj schema) {
    List<Rule> rules = new ArrayList<>();
    switch (schema.get(PROPERTY)) {
      case null -> {}
      case Json.Arr list when list.items().size() <= MAX_RULES ->
          list.items()
              .forEach(item -> {
                Rule rule = rule(item);
                if (rule != null) {
                  rules.add(rule);
                }
              });
      case Json other -> reading.wrongValue(other, "a list of at most " + MAX_RULES + " rules");
    }
    return rules;
  }

  private @Nullable Rule rule(Json json) {
    if (!(json instanceof Json.Obj rule)) {
      reading.wrongValue(json, "an object with code, message and what must hold");
      return null;
    }
    reading.refuseUnknown(rule, OF_RULE);
    String code = code(rule);
    String message = message(rule);
    Rule.Severity severity = severity(rule);
    CheckReader.Said said = checks.read(rule);
    return code == null || message == null || said == null
        ? null
        : new Rule(
            code,
            message,
            severity,
            said.field() == null ? Rule.NO_FIELD : said.field().place(),
            said.field() == null ? "" : said.field().name(),
            said.expected(),
            said.check());
  }

  private @Nullable String code(Json.Obj rule) {
    String code = reading.neededText(rule, "code");
    if (code == null) {
      return null;
    }
    if (!code.matches("[a-z][a-z0-9-]{0,63}")) {
      reading.wrongValue(
          rule.at("code"), "small letters, digits and hyphens, a letter first, at most 64");
    } else if (Arrays.stream(Code.values()).anyMatch(each -> each.id().equals(code))) {
      reading.wrongValue(rule.at("code"), "a code of your own: this one is built in");
    } else if (!codes.add(code)) {
      reading.wrongValue(rule.at("code"), "a code that no other rule has");
    }
    return code;
  }

  private @Nullable String message(Json.Obj rule) {
    String message = reading.neededText(rule, "message");
    if (message != null && (message.isBlank() || message.length() > MAX_MESSAGE)) {
      reading.wrongValue(
          rule.at("message"), "a sentence of at most " + MAX_MESSAGE + " characters");
    }
    return message;
  }

  private Rule.Severity severity(Json.Obj rule) {
    String text = reading.text(rule, "severity");
    if (text != null && !SEVERITIES.contains(text)) {
      reading.unknownName(rule.at("severity"), "severity", text, SEVERITIES);
    }
    return "warning".equals(text) ? Rule.Severity.WARNING : Rule.Severity.ERROR;
  }
}
