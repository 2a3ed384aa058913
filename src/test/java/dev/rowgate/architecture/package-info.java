/// What the build holds of the code as a whole: who may know whom, how it is laid out, where a null
/// may be.
package dev.rowgate.architecture;
