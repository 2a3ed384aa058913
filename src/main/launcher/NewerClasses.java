import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `java -cp JAR NewerClasses.java JAR`: writes JAR anew, with the classes that were compiled for
/// Java 5 in the form of Java 8's.
///
/// An AOT cache leaves out classes older than Java 6's, since they have no stack maps and are
/// verified in another way. All of picocli is like that: 140 classes, read and verified with each
/// start. What they do stays the same. Order and dates of the entries stay too, so that two builds
/// give the same bytes.
///
/// Exits with 1 if the jar can't be read, holds no such class, or can't be written.
final class NewerClasses {

  /// The first whose classes must have stack maps, but for one older kind that falls back.
  private static final int OLD = ClassFile.JAVA_6_VERSION;

  private static final ClassFile CLASSES = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);

  public static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path written = jar.resolveSibling(jar.getFileName() + ".newer");
    int count = 0;
    try (var from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(written);
        var to = new ZipOutputStream(file)) {
      for (ZipEntry entry : from.stream().toList()) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class") && major(bytes) < OLD) {
          bytes = renewed(bytes);
          count++;
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(bytes);
        to.closeEntry();
      }
    }
    if (count == 0) {
      Files.delete(written);
      System.err.println(jar + " holds no class that old: this step has nothing to do any more");
      System.exit(1);
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int major(byte[] bytes) {
    return (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
  }

  private static byte[] renewed(byte[] bytes) {
    ClassModel old = CLASSES.parse(bytes);
    return CLASSES.transformClass(
        old,
        // Methods that are only passed on keep their bytes, and so get no stack maps.
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
