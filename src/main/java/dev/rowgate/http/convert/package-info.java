/// The handlers of `/v1/transform`, `/v1/validate` and `/v1/infer`: request to conversion to
/// response.
@NullMarked
package dev.rowgate.http.convert;

import org.jspecify.annotations.NullMarked;
