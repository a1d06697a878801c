package org.spoor.app.input;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point in time, or a day as its end. */
public final class TimeReader implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1)
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither a day like 2025-02-22 nor a time like 2025-02-22T06:00:00Z");
    }
  }
}
