package org.spoor.ethereum.rpc;

import java.util.List;

/**
 * One question to a node.
 *
 * @param method of JSON-RPC
 * @param params strings, booleans, lists and maps of such; quantities as 0x-hexadecimal
 * @param settled whether the answer rests on finalised blocks alone, so that it never changes
 */
public record Call(String method, List<Object> params, boolean settled) {

  public Call {
    params = List.copyOf(params);
  }
}
