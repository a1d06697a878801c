package org.spoor.app.input;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number that is not negative. */
public final class WholeNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException("'" + text + "' is not a whole number from 0 to 999999999");
    }
    return Integer.valueOf(text);
  }
}
