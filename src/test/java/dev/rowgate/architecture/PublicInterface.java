package dev.rowgate.architecture;

import dev.rowgate.Main;
import dev.rowgate.Rowgate;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The library's public interface as text: a line for each public class of its package and each
/// public or protected member.
final class PublicInterface {

  private PublicInterface() {}

  static List<String> lines() {
    return classes().flatMap(PublicInterface::lines).toList();
  }

  static Stream<Class<?>> classes() {
    try {
      Path root =
          Path.of(Rowgate.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.list(root.resolve("dev/rowgate"))) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
            .sorted()
            .<Class<?>>map(name -> named("dev.rowgate." + name.replace(".class", "")))
            .filter(one -> isVisible(one.getModifiers()) && one != Main.class)
            .toList()
            .stream();
      }
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, PublicInterface.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> lines(Class<?> type) {
    String head =
        Stream.of(
                type.isSealed() ? "sealed " + type.toGenericString() : type.toGenericString(),
                type.getSuperclass() == null ? "" : "extends " + type.getSuperclass().getName(),
                Arrays.stream(type.getGenericInterfaces())
                    .map(one -> "implements " + one.getTypeName())
                    .collect(Collectors.joining(" ")),
                type.isSealed()
                    ? Arrays.stream(type.getPermittedSubclasses())
                        .map(one -> "permits " + one.getName())
                        .collect(Collectors.joining(" "))
                    : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    Stream<String> members =
        Stream.of(
                Arrays.stream(type.getDeclaredConstructors()).map(PublicInterface::line),
                Arrays.stream(type.getDeclaredMethods()).map(PublicInterface::line),
                Arrays.stream(type.getDeclaredFields()).map(PublicInterface::line))
            .flatMap(lines -> lines)
            .filter(Objects::nonNull)
            .map(line -> "  " + line)
            .sorted();
    return Stream.concat(Stream.of(head), members);
  }

  private static @Nullable String line(Field field) {
    return isVisible(field.getModifiers())
        ? Modifier.toString(field.getModifiers())
            + " "
            + text(field.getAnnotatedType())
            + " "
            + field.getName()
        : null;
  }

  private static @Nullable String line(Executable one) {
    if (!isVisible(one.getModifiers()) || one.isSynthetic()) {
      return null;
    }
    String returned =
        one instanceof Method method ? text(method.getAnnotatedReturnType()) + " " : "";
    String name = one instanceof Constructor<?> ? "<init>" : one.getName();
    return Modifier.toString(one.getModifiers() & Modifier.methodModifiers())
        + " "
        + returned
        + name
        + Arrays.stream(one.getParameters())
            .map(Parameter::getAnnotatedType)
            .map(PublicInterface::text)
            .collect(Collectors.joining(", ", "(", ")"))
        + Arrays.stream(one.getExceptionTypes())
            .map(thrown -> " throws " + thrown.getName())
            .collect(Collectors.joining());
  }

  private static String text(AnnotatedType type) {
    return type.toString().replace("@org.jspecify.annotations.Nullable()", "@Nullable");
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
