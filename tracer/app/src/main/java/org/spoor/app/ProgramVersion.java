package org.spoor.app;

/** Which Spoor this is; results and recordings name it. */
final class ProgramVersion {

  private ProgramVersion() {}

  /** The version that the archive carries; classes outside an archive have none. */
  static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
