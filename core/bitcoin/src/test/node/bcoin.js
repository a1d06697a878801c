// A bcoin in regtest, all in memory, on free ports of the loopback. It takes blocks from standard
// input, one in hexadecimal per line, and believes their scripts as nodes do below a checkpoint:
// nobody has signed them. To the line "ready" it answers with its ports and its height. It ends
// with its input.
'use strict';

const Module = require('module');
const readline = require('readline');

// The store on disk, which is compiled and is not needed in memory.
const load = Module._load;
Module._load = (name, ...rest) => (name === 'leveldown' ? {} : load(name, ...rest));

const { Network, FullNode, Block } = require(process.argv[2]);

const network = Network.get('regtest');

const node = new FullNode({
  network: 'regtest',
  memory: true,
  config: false,
  argv: false,
  env: false,
  workers: false,
  logLevel: 'none',
  checkpoints: true,
  indexTX: true,
  listen: true,
  host: '127.0.0.1',
  httpHost: '127.0.0.1',
  apiKey: process.argv[3],
  discover: false,
  upnp: false,
  maxOutbound: 1,
});
node.pool.options.port = 0;
node.http.config.port = 0;

async function ready() {
  if (!node.pool.connected) {
    await node.connect();
  }
  node.chain.synced = true;
  console.log(
    node.pool.server.address().port, node.http.http.address().port, node.chain.height);
}

async function main() {
  await node.ensure();
  await node.open();
  network.lastCheckpoint = Infinity;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line === 'ready') {
      await ready();
    } else {
      await node.chain.add(Block.fromRaw(line, 'hex'));
    }
  }
  process.exit(0);
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
