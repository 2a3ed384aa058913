package dev.rowgate;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;
import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.YEAR;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.TemporalQuery;

/// Conversion of a member of a row's line into the value that [Row] documents for its type.
final class TypedValue {

  private static final int MOST_YEAR_DIGITS = 9;

  /// Unlike the formatters of `java.time`, requires no plus sign before a long year.
  private static final DateTimeFormatter YEAR_MONTH =
      new DateTimeFormatterBuilder()
          .appendValue(YEAR, 4, MOST_YEAR_DIGITS, SignStyle.NORMAL)
          .appendLiteral('-')
          .appendValue(MONTH_OF_YEAR, 2)
          .toFormatter();

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .append(YEAR_MONTH)
          .appendLiteral('-')
          .appendValue(DAY_OF_MONTH, 2)
          .toFormatter();

  private static final DateTimeFormatter DATETIME =
      new DateTimeFormatterBuilder()
          .append(DATE)
          .appendLiteral('T')
          .append(ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter();

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter();

  private static final DateTimeFormatter JUST_YEAR =
      new DateTimeFormatterBuilder()
          .appendValue(YEAR, 4, MOST_YEAR_DIGITS, SignStyle.NORMAL)
          .toFormatter();

  private TypedValue() {}

  /// @param member a text, number, boolean, list or map
  /// @param type the name of the field's type
  static Object of(Object member, String type) {
    return switch (member) {
      case String text -> ofText(text, type);
      case Number number when type.equals("number") -> decimal(number);
      default -> member;
    };
  }

  private static Object ofText(String text, String type) {
    return switch (type) {
      case "number" -> notFinite(text);
      case "date" -> parsed(text, DATE, LocalDate::from);
      case "datetime" -> parsed(text, DATETIME, OffsetDateTime::from, LocalDateTime::from);
      case "time" -> parsed(text, TIME, OffsetTime::from, LocalTime::from);
      case "year" -> parsed(text, JUST_YEAR, Year::from);
      case "yearmonth" -> parsed(text, YEAR_MONTH, YearMonth::from);
      default -> text;
    };
  }

  /// Returns the result of the first of `queries` that succeeds; the text itself if none does.
  private static Object parsed(
      String text, DateTimeFormatter formatter, TemporalQuery<? extends Object>... queries) {
    try {
      return queries.length == 1
          ? formatter.parse(text, queries[0])
          : formatter.parseBest(text, queries);
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static Object notFinite(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> text;
    };
  }

  private static BigDecimal decimal(Number number) {
    return switch (number) {
      case Long integer -> BigDecimal.valueOf(integer);
      case BigInteger integer -> new BigDecimal(integer);
      default -> (BigDecimal) number;
    };
  }

  /// @throws ClassCastException if the value isn't of this class, or out of its range
  static <T> T as(Object value, Class<T> type, String column) {
    Object wanted = value;
    if (value instanceof Long || value instanceof BigInteger) {
      var integer = (Number) value;
      if (type == BigDecimal.class) {
        wanted = decimal(integer);
      } else if (type == BigInteger.class && value instanceof Long small) {
        wanted = BigInteger.valueOf(small);
      } else if (type == Integer.class
          && value instanceof Long small
          && small.intValue() == small) {
        wanted = small.intValue();
      }
    }
    if (!type.isInstance(wanted)) {
      throw new ClassCastException(
          "column '%s' has a %s that is no %s"
              .formatted(column, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(wanted);
  }
}
