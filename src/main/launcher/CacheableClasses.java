import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `java -cp JAR CacheableClasses.java JAR`: rewrites JAR so that an AOT cache can contain all of
/// its classes.
///
/// - Class files of Java 5 are converted to the version of Java 8. A cache excludes those older
///   than Java 6's, since they have no stack maps and are verified in another way. All of picocli
///   is like that: 140 classes, read and verified with each start.
/// - Switches over types, and `equals` and `hashCode` of records, become code of their class. javac
///   leaves them to bootstrap methods, which generate a class at the first use. A cache contains
///   the classes of lambdas, not these: a start of the server generated 20 of them.
/// - Entries for directories are dropped, because opening a jar reads each entry.
///
/// The behaviour of the classes and the order and dates of entries don't change, so two builds give
/// the same bytes.
///
/// Exits with 1 if the jar can't be read or written, or contains none of one of those kinds.
final class CacheableClasses {

  /// The first version whose classes must have stack maps (version 50 may still fall back).
  private static final int OLD = ClassFile.JAVA_6_VERSION;

  private static final ClassFile OLDER = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);
  private static final ClassFile CLASSES = ClassFile.of();

  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private static final MethodTypeDesc EQUALS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);
  private static final MethodTypeDesc OBJECTS_EQUALS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
  private static final MethodTypeDesc OBJECTS_HASH_CODE =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);

  private static final Map<String, ClassDesc> BOXES =
      Map.of(
          "boolean", ConstantDescs.CD_Boolean,
          "byte", ConstantDescs.CD_Byte,
          "char", ConstantDescs.CD_Character,
          "short", ConstantDescs.CD_Short,
          "int", ConstantDescs.CD_Integer,
          "long", ConstantDescs.CD_Long,
          "float", ConstantDescs.CD_Float,
          "double", ConstantDescs.CD_Double);

  private final Map<String, Integer> counts = new HashMap<>();

  public static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path written = jar.resolveSibling(jar.getFileName() + ".cacheable");
    var classes = new CacheableClasses();
    try (var from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(written);
        var to = new ZipOutputStream(file)) {
      for (ZipEntry entry : from.stream().filter(entry -> !entry.isDirectory()).toList()) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(entry.getName().endsWith(".class") ? classes.cacheable(bytes) : bytes);
        to.closeEntry();
      }
    }
    for (String kind : List.of("old", "typeSwitch", "equals", "hashCode")) {
      if (!classes.counts.containsKey(kind)) {
        Files.delete(written);
        System.err.println(jar + ": nothing to do for \"" + kind + "\" any more");
        System.exit(1);
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] cacheable(byte[] bytes) {
    int major = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
    if (major < OLD) {
      counts.merge("old", 1, Integer::sum);
      return newer(bytes);
    }
    return major < ClassFile.JAVA_16_VERSION ? bytes : plain(bytes);
  }

  private static byte[] newer(byte[] bytes) {
    ClassModel old = OLDER.parse(bytes);
    return OLDER.transformClass(
        old,
        // Methods that are only passed on keep their bytes, and so get no stack maps.
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }

  /// Returns the class with a method for each switch over types, and for each `equals` and
  /// `hashCode` of a record.
  private byte[] plain(byte[] bytes) {
    ClassModel model = CLASSES.parse(bytes);
    var added = new HashMap<String, Consumer<ClassBuilder>>();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform calls =
        (CodeBuilder code, CodeElement element) -> {
          Consumer<CodeBuilder> body =
              element instanceof InvokeDynamicInstruction call ? body(call) : null;
          if (body == null) {
            code.with(element);
            return;
          }
          var call = (InvokeDynamicInstruction) element;
          String name = call.name().stringValue() + "$" + added.size();
          MethodTypeDesc type = call.typeSymbol();
          int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
          added.put(name, builder -> builder.withMethodBody(name, type, flags, body));
          code.invokestatic(model.thisClass().asSymbol(), name, type, isInterface);
          counts.merge(call.name().stringValue(), 1, Integer::sum);
        };
    byte[] plain =
        CLASSES.transformClass(
            model,
            ClassTransform.transformingMethodBodies(CacheableClasses::holdsOne, calls)
                .andThen(
                    ClassTransform.endHandler(builder ->
                        added.keySet().stream()
                            .sorted()
                            .forEach(name -> added.get(name).accept(builder)))));
    return added.isEmpty() ? bytes : plain;
  }

  private static boolean holdsOne(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(
            element -> element instanceof InvokeDynamicInstruction call && body(call) != null);
  }

  /// Returns the body that replaces the call, or null for calls that stay as they are.
  private static Consumer<CodeBuilder> body(InvokeDynamicInstruction call) {
    List<ConstantDesc> arguments = call.bootstrapArgs();
    ClassDesc maker = call.bootstrapMethod().owner();
    String name = call.name().stringValue();
    if (maker.equals(SWITCHES) && name.equals("typeSwitch")) {
      boolean isKnown = arguments.stream().allMatch(CacheableClasses::isTypeOrText);
      return isKnown ? code -> typeSwitch(code, arguments) : null;
    }
    if (maker.equals(RECORDS) && name.equals("equals")) {
      return code -> equals(code, arguments);
    }
    return maker.equals(RECORDS) && name.equals("hashCode")
        ? code -> hashCode(code, arguments)
        : null;
  }

  /// Others are numbers and constants of enums.
  private static boolean isTypeOrText(ConstantDesc label) {
    return label instanceof String || label instanceof ClassDesc type && !type.isPrimitive();
  }

  /// Returns the index of the first label from the given one on that matches the value.
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, isNull -> isNull.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      int label = i;
      code.iload(1)
          .loadConstant(label)
          .ifThen(
              Opcode.IF_ICMPLE,
              asked ->
                  fits(asked, labels.get(label))
                      .ifThen(Opcode.IFNE, is -> is.loadConstant(label).ireturn()));
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static CodeBuilder fits(CodeBuilder code, ConstantDesc label) {
    return label instanceof String text
        ? code.loadConstant(text).aload(0).invokevirtual(ConstantDescs.CD_String, "equals", EQUALS)
        : code.aload(0).instanceOf((ClassDesc) label);
  }

  private static void equals(CodeBuilder code, List<ConstantDesc> arguments) {
    var type = (ClassDesc) arguments.getFirst();
    Label differs = code.newLabel();
    code.aload(1).instanceOf(type).ifeq(differs);
    code.aload(1).checkcast(type).astore(2);
    for (DirectMethodHandleDesc field : fields(arguments)) {
      load(code, 0, field);
      load(code, 2, field);
      ClassDesc kind = kind(field);
      if (kind.isPrimitive()) {
        MethodTypeDesc compare = MethodTypeDesc.of(ConstantDescs.CD_int, kind, kind);
        code.invokestatic(box(kind), "compare", compare).ifne(differs);
      } else {
        code.invokestatic(OBJECTS, "equals", OBJECTS_EQUALS).ifeq(differs);
      }
    }
    code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
  }

  private static void hashCode(CodeBuilder code, List<ConstantDesc> arguments) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields(arguments)) {
      code.bipush(31).imul();
      load(code, 0, field);
      ClassDesc kind = kind(field);
      if (kind.isPrimitive()) {
        code.invokestatic(box(kind), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, kind));
      } else {
        code.invokestatic(OBJECTS, "hashCode", OBJECTS_HASH_CODE);
      }
      code.iadd();
    }
    code.ireturn();
  }

  private static List<DirectMethodHandleDesc> fields(List<ConstantDesc> arguments) {
    return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  private static void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
    code.aload(slot).getfield(field.owner(), field.methodName(), kind(field));
  }

  /// A handle that gets a field is of the type `(record)field`.
  private static ClassDesc kind(DirectMethodHandleDesc field) {
    return field.invocationType().returnType();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return BOXES.get(primitive.displayName());
  }
}
