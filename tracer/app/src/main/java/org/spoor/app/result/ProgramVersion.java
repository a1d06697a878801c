package org.spoor.app.result;

/** Which Spoor this is; results and recordings name it. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /** The version that the archive carries; classes outside an archive have none. */
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
