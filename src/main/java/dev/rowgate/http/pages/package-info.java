/// Handlers of all routes other than conversions: health, schemas, problem pages, OpenAPI, the page
/// at `/`. A route that returns information about the service belongs here, and its path in
/// `Routes`. Read [Health][dev.rowgate.http.pages.Health] first, the smallest handler.
@NullMarked
package dev.rowgate.http.pages;

import org.jspecify.annotations.NullMarked;
