/// What the build holds of the documentation: that its tables are those of the code, that its
/// samples are what the program prints, and that its links lead somewhere.
package dev.rowgate.docs;
