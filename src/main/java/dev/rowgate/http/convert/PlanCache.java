package dev.rowgate.http.convert;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Cache of the plans of conversion requests, by query and headers. Most clients send the same ones
/// with each request, and parsing them takes longer than converting ten rows. Thread-safe.
///
/// It is bounded: at most [#MOST_PLANS] plans, whose keys have at most [#LONGEST_KEY] characters,
/// less than 400 KB in all. When it is full, it is cleared. Only requests without a problem are
/// cached.
final class PlanCache {

  private static final int MOST_PLANS = 64;
  private static final int LONGEST_KEY = 2_048;

  private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

  /// Everything that a plan depends on, except the schema's version. Null for an absent header.
  record Key(
      OutputKind product,
      @Nullable String query,
      @Nullable String accept,
      @Nullable String acceptEncoding,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      @Nullable String transferEncoding) {

    /// @return null if the request can't be cached: a header occurs twice, the key is too long, or
    ///   the query has bytes that aren't ASCII, which HTTP/1 and HTTP/2 decode differently
    static @Nullable Key of(OutputKind product, @Nullable String query, HttpFields headers) {
      if (query != null && !isAscii(query)) {
        return null;
      }
      var values = new @Nullable String[5];
      int length = query == null ? 0 : query.length();
      for (HttpField field : headers) {
        String value = field.getValue();
        HttpHeader header = field.getHeader();
        int at = header == null ? -1 : component(header);
        if (value == null || at < 0) {
          continue;
        }
        length += value.length();
        if (values[at] != null || length > LONGEST_KEY) {
          return null;
        }
        values[at] = value;
      }
      return length > LONGEST_KEY
          ? null
          : new Key(product, query, values[0], values[1], values[2], values[3], values[4]);
    }

    /// Returns which component after the query has the value of a header; -1 if none has.
    private static int component(HttpHeader header) {
      return switch (header) {
        case ACCEPT -> 0;
        case ACCEPT_ENCODING -> 1;
        case CONTENT_TYPE -> 2;
        case CONTENT_ENCODING -> 3;
        case TRANSFER_ENCODING -> 4;
        default -> -1;
      };
    }
  }

  /// Without a stream, because it runs for each request.
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// @param key null for a request that can't be cached
  /// @return null if there is none
  @Nullable Plan find(@Nullable Key key) {
    return key == null ? null : plans.get(key);
  }

  /// Caches the plan of a request without a problem.
  ///
  /// @param key null for a request that can't be cached
  void keep(@Nullable Key key, Plan plan) {
    if (key != null) {
      if (plans.size() >= MOST_PLANS) {
        plans.clear();
      }
      plans.put(key, plan);
    }
  }

  int size() {
    return plans.size();
  }
}
