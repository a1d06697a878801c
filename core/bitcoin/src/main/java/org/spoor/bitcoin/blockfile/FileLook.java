package org.spoor.bitcoin.blockfile;

/**
 * What can be seen of a file without reading it.
 *
 * @param size in bytes
 * @param modified milliseconds since 1970
 */
record FileLook(long size, long modified) {}
