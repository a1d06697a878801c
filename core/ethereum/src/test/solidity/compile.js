// Compiles the contracts beside this file and writes their code, JSON, to standard output:
//   npm install --no-save solc@0.8.30 && node compile.js > ../resources/anvil/contracts.json
const fs = require("fs");
const path = require("path");
const solc = require("solc");

const sources = {};
for (const file of fs.readdirSync(__dirname).filter((name) => name.endsWith(".sol")).sort()) {
  const content = fs.readFileSync(path.join(__dirname, file), "utf8").replace(/\r\n/g, "\n");
  sources[file] = { content };
}
const input = {
  language: "Solidity",
  sources,
  settings: {
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 200 },
    metadata: { appendCBOR: false, bytecodeHash: "none" },
    outputSelection: {
      "*": { "*": ["evm.bytecode.object", "evm.deployedBytecode.object", "evm.methodIdentifiers"] },
    },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const errors = (output.errors || []).filter((error) => error.severity === "error");
if (errors.length > 0) {
  console.error(errors.map((error) => error.formattedMessage).join("\n"));
  process.exit(1);
}
const contracts = {};
for (const file of Object.keys(output.contracts).sort()) {
  for (const name of Object.keys(output.contracts[file]).sort()) {
    const { bytecode, deployedBytecode, methodIdentifiers } = output.contracts[file][name].evm;
    if (bytecode.object !== "") {
      contracts[name] = {
        creation: "0x" + bytecode.object,
        runtime: "0x" + deployedBytecode.object,
        functions: methodIdentifiers,
      };
    }
  }
}
console.log(JSON.stringify({ compiler: solc.version(), contracts }, null, 1));
