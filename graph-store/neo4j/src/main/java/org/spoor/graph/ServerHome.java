package org.spoor.graph;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder of the local server: configuration, password, data and logs.
 *
 * @param path absolute
 */
record ServerHome(Path path) {

  static final String USER = "neo4j";

  /** Rounds of hashing in Neo4j's file of initial users. */
  private static final int ROUNDS = 1024;

  Path lock() {
    return path.resolve("start.lock");
  }

  Path state() {
    return path.resolve("state");
  }

  /** What the server said when it was last started. */
  Path log() {
    return path.resolve("server.log");
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  void prepare(int port) throws IOException {
    PrivateFiles.createFolders(path.resolve("conf"));
    if (!Files.exists(passwordFile())) {
      choosePassword();
    }
    PrivateFiles.write(path.resolve("conf/neo4j.conf"), configuration(port));
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /**
   * The server reads the hash of the initial password when it makes its data; the file is the one
   * that {@code neo4j-admin dbms set-initial-password} writes, which would show the password among
   * the arguments of a process.
   */
  private void choosePassword() throws IOException {
    String password = HexFormat.of().formatHex(random(24));
    PrivateFiles.createFolders(path.resolve("data/dbms"));
    PrivateFiles.write(path.resolve("data/dbms/auth.ini"), initialUser(password, random(32)));
    PrivateFiles.write(passwordFile(), password + "\n");
  }

  static String initialUser(String password, byte[] salt) {
    MessageDigest sha256 = sha256();
    sha256.update(salt);
    byte[] hash = sha256.digest(password.getBytes(StandardCharsets.UTF_8));
    for (int round = 1; round < ROUNDS; round++) {
      hash = sha256.digest(hash);
    }
    HexFormat hex = HexFormat.of();
    return "%s:SHA-256,%s,%s,%d:\n"
        .formatted(USER, hex.formatHex(hash), hex.formatHex(salt), ROUNDS);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loopback only, nothing sent or fetched anywhere, no log of queries, no page in the browser. */
  private static String configuration(int port) {
    return """
    # Written anew at every start.
    server.default_listen_address=127.0.0.1
    server.default_advertised_address=127.0.0.1
    server.bolt.listen_address=127.0.0.1:%1$d
    server.bolt.advertised_address=127.0.0.1:%1$d
    server.http.enabled=false
    server.https.enabled=false
    server.fleet_discovery.enabled=false
    dbms.fleet_manager.enabled=false
    dbms.usage_report.enabled=false
    server.bolt.telemetry.enabled=false
    dbms.security.auth_enabled=true
    dbms.security.allow_csv_import_from_file_urls=false
    internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
    server.memory.pagecache.size=%2$dm
    internal.server.bolt.connection_shutdown_wait_time=0s
    internal.server.bolt.thread_pool_shutdown_wait_time=200ms
    db.tx_log.preallocate=false
    db.tx_log.rotation.size=64m
    db.tx_log.rotation.retention_policy=keep_none
    """
        .formatted(port, ServerCommand.pageCacheMib());
  }
}
