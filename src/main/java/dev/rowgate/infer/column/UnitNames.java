package dev.rowgate.infer.column;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Detector of units of measurement by name. A row that has none of these names is never skipped as
/// units: `ask` and `(tbd)` instead of a number are a record's.
public final class UnitNames {

  /// In characters; longer texts aren't units.
  private static final int LONGEST = 30;

  /// A format of dates or times, such as `YYYY-MM-DD HH:MM`.
  private static final Pattern DATE_MASK = Pattern.compile("(?i)(?=.*(yy|hh))[ymdhs:/., T-]+");

  private static final Pattern BRACKETED = Pattern.compile("\\[(.*)]|\\((.*)\\)");

  /// A power of ten, before a unit.
  private static final Pattern POWER =
      Pattern.compile("(10\\^[-−]?\\d{1,2}|10(3|6|9|12)|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)[ *·×]");

  /// A unit in a product or quotient, with an exponent or without one.
  private static final Pattern FACTOR = Pattern.compile("(.*?)(\\^?[-−]?\\d|[⁻¹²³]+)?");

  /// A text with a sign that only units have, and without a number: `°C`, `µg`, but not `50% off`.
  private static final Pattern SIGN =
      Pattern.compile("(?!.*(^|[ (/])\\d).{0,8}[%°²³µΩ].{0,8}", Pattern.UNICODE_CHARACTER_CLASS);

  /// Names in full, as instruments write them, in lower case.
  private static final Set<String> NAMES =
      Set.of(
          ("second seconds minute minutes hour hours days volt volts ampere amperes watt watts"
                  + " hertz metre metres meter meters inches grams newton pascal celsius kelvin"
                  + " degrees degrees_north degrees_east degree_north degree_east degree_celsius"
                  + " degree_c degrees_celsius decibar decibars dbar psu utc percent sequence"
                  + " unitless")
              .split(" "));

  /// Names of several words, and words that are part of such names, in lower case.
  private static final Set<String> PHRASES =
      Set.of("deg c", "deg f", "per cent", "sq km", "sq m", "cu m", "sq mi", "sq ft");

  /// Symbols that are also words, initials or marks. Alone they say little.
  private static final Set<String> LETTERS =
      Set.of("m", "s", "g", "h", "d", "t", "l", "V", "W", "K");

  /// Symbols that alone are rather grades, sizes or marks, as `A` for absent.
  private static final Set<String> GRADES = Set.of("A", "C", "F", "J", "L", "N");

  /// Symbols of at least two letters, in the case in which they are written.
  private static final Set<String> SYMBOLS =
      Set.of(
          ("cm mm km nm um ms us ns min hr hrs sec kg mg ug lb lbs oz ft yd mi mV kV mA kW kWh Wh"
               + " MW MWh GW GWh VA kVA Hz kHz MHz GHz Pa hPa kPa MPa mbar bar psi atm degC degF"
               + " degT deg rad mrad ml mL dl dL mol mmol umol ppm ppb ppt dB dBm rpm mph kt kts kn"
               + " knots lx lux kN Nm kJ MJ cal kcal ha sqm ohm kohm mo yr dy mn hPa/h m/s EUR kEUR"
               + " TEUR Mio Mio. Tsd. USD GBP CHF JPY Smp Avg Tot PSU UTC GMT count counts")
              .split(" "));

  private UnitNames() {}

  /// Whether a text names a unit, or is a symbol that may be one, or the format of a date.
  public static boolean isKnown(String cell) {
    return isCertain(cell) || LETTERS.contains(cell) || SYMBOLS.contains(cell);
  }

  /// Whether a text is surely a unit or the format of a date: its name in full, a product or a
  /// power, or a unit in brackets.
  public static boolean isCertain(String cell) {
    if (cell.isEmpty() || cell.length() > LONGEST) {
      return false;
    }
    Matcher bracketed = BRACKETED.matcher(cell);
    if (bracketed.matches()) {
      String content = bracketed.group(1) == null ? bracketed.group(2) : bracketed.group(1);
      return isKnown(content.strip());
    }
    return isName(cell)
        || DATE_MASK.matcher(cell).matches()
        || SIGN.matcher(cell).matches()
        || isComposed(cell);
  }

  /// Whether a text is a unit's name in full, or a unit in brackets.
  public static boolean isNamed(String cell) {
    return isName(cell) || (BRACKETED.matcher(cell).matches() && isCertain(cell));
  }

  private static boolean isName(String cell) {
    String lower = cell.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || PHRASES.contains(lower);
  }

  /// Whether a text is a product, a quotient or a power of known units, such as `10^6 sq km`,
  /// `km^2` or `kg m-3`.
  private static boolean isComposed(String cell) {
    Matcher power = POWER.matcher(cell);
    if (power.lookingAt()) {
      String unit = cell.substring(power.end()).strip();
      return isKnown(unit);
    }
    String[] factors = cell.split("[ /*·]", -1);
    boolean some = factors.length > 1;
    for (String factor : factors) {
      Matcher parts = FACTOR.matcher(factor);
      if (!parts.matches() || !isSimple(parts.group(1))) {
        return false;
      }
      some |= parts.group(2) != null;
    }
    return some;
  }

  private static boolean isSimple(String name) {
    return LETTERS.contains(name)
        || GRADES.contains(name)
        || SYMBOLS.contains(name)
        || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
