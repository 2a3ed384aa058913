/// Request bodies as uploads: raw, multipart, form, or spooled; and their minimum rate. A new way
/// to transport the CSV in a request belongs here. Read [Upload][dev.rowgate.http.upload.Upload]
/// first.
@NullMarked
package dev.rowgate.http.upload;

import org.jspecify.annotations.NullMarked;
