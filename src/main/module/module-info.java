import org.jspecify.annotations.NullMarked;

/// The library of Rowgate: CSV as typed rows, checked against a schema. Nothing but its package is
/// exported. The program has no module: this file is compiled for the jar `core` alone.
@NullMarked
module dev.rowgate {
  requires static transitive org.jspecify;
  requires com.github.luben.zstd_jni;
  requires com.networknt.schema;
  requires org.apache.commons.csv;
  requires re2j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.rowgate;
}
