/// The handlers of everything that is no conversion: health, schemas, problem pages, the page at
/// `/`.
@NullMarked
package dev.rowgate.http.pages;

import org.jspecify.annotations.NullMarked;
