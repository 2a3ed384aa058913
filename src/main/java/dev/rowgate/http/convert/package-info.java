/// Handlers of `/v1/transform`, `/v1/validate` and `/v1/infer`: from the request through a
/// conversion to the response. A parameter or part of a conversion request, and the way rows are
/// sent, belong here. Read `Transform` first.
@NullMarked
package dev.rowgate.http.convert;

import org.jspecify.annotations.NullMarked;
