"""Writes random case folders of both models; the same seed writes the same folders."""
import csv
import json
import os
import random
import sys
from collections import Counter

HALVINGS = {"bitcoin": 210_000, "bitcoin-testnet": 210_000, "bitcoin-regtest": 150}
COINS = {"ethereum": "ETH", "arbitrum": "ETH", "bsc": "BNB", "avalanche": "AVAX"}
NOBODY = "0x" + "0" * 40
CUSTODIANS = ("exchange", "mixing_service", "gambling", "bridge")
WIDTHS = (31, 32, 63, 64, 126, 127, 128, 255, 256)
EDGE_AMOUNTS = [(1 << bits) + more for bits in WIDTHS for more in (-1, 0, 1)]


def subsidy(chain, height):
    return 5_000_000_000 >> min(64, height // HALVINGS[chain])


def time_of(block):
    day = 1 + block // 2_419_200 % 12, 1 + block // 86_400 % 28
    return "2024-%02d-%02dT%02d:%02d:%02dZ" % (*day, block // 3600 % 24, block // 60 % 60, block % 60)


def write_incident(folder, chain, sources, tagged, rng):
    with open(os.path.join(folder, "incident.yaml"), "w") as f:
        f.write("id: random\nname: A random case\ndate: 2024-01-01\nchains: [%s]\ntheftSources:\n" % chain)
        for source in sources:
            f.write("  - {%s}\n" % ", ".join('%s: "%s"' % (k, v) for k, v in source.items()))
    if tagged:
        with open(os.path.join(folder, "attributions.yaml"), "w") as f:
            f.write("title: random\ncurrency: %s\ntags:\n" % chain)
            for address, custodial in tagged:
                category = rng.choice(CUSTODIANS) if custodial else "user"
                f.write('  - {address: "%s", label: place, category: %s}\n' % (address, category))
    with open(os.path.join(folder, "oracle.json"), "w") as f:
        services = [a for a, custodial in tagged if custodial]
        json.dump({"seeds": sources, "services": services, "chain": chain}, f)


class Accounts:
    """A random history of an account chain."""

    def __init__(self, rng):
        self.rng = rng
        self.chain = rng.choice(["ethereum", "ethereum", *COINS])
        self.addresses = [self.new_address() for _ in range(rng.randint(2, 9))]
        tokens = [self.new_address() for _ in range(rng.choice([0, 0, 1, 2, 3]))]
        self.assets = [COINS[self.chain], *tokens]
        self.scale = rng.choice([3, 12, 1000, 10**9, 10**18, 10**27, 1 << 200, (1 << 256) - 1])
        self.balances = Counter()
        self.rows = []
        self.openings = {}

    def new_address(self):
        return "0x%040x" % self.rng.randrange(1, 1 << 160)

    def anything(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.08:
            return 0
        if kind < 0.12 and self.scale > 1000:
            return rng.choice(EDGE_AMOUNTS + [(1 << 256) - 1])
        return rng.randint(1, self.scale)

    def amount(self, sender, asset):
        have, kind = self.balances[sender, asset], self.rng.random()
        if not sender or not have or kind < 0.12:
            return self.anything()
        return have if kind < 0.3 else self.rng.randint(0, have)

    def row(self, block, tx, sender):
        rng, kind = self.rng, self.rng.random()
        asset = rng.choice(self.assets)
        to = rng.choice(self.addresses)
        if kind < 0.07:
            sender = rng.choice(["", NOBODY])
        elif kind < 0.13:
            to = sender
        elif kind < 0.18:
            to = NOBODY
        elif kind < 0.26:
            to, asset = "", self.assets[0]
        amount = self.amount(sender, asset)
        self.balances[sender, asset] -= min(amount, self.balances[sender, asset])
        self.balances[to, asset] += amount
        row = {"block": block, "time": time_of(block), "tx": tx, "from": sender, "to": to}
        self.rows.append({**row, "asset": asset, "amount": amount})

    def fill(self):
        rng = self.rng
        for address in self.addresses:
            for asset in self.assets:
                if rng.random() < 0.35:
                    self.openings[address, asset] = self.balances[address, asset] = self.anything()
        block, last, count = rng.randrange(20_000_000), rng.choice(self.addresses), 0
        for _ in range(rng.randint(1, 12)):
            block += rng.choice([1, 1, 1, 2, 50])
            for position in range(rng.choice([1, 1, 2, 3, 6, 12])):
                count += 1
                tx = "0x%064x" % rng.randrange(1 << 256) if rng.random() < 0.9 else "tx-%d" % count
                events = rng.choice([1, 1, 1, 2, 3, 5])
                for event in range(events):
                    sender = last if rng.random() < 0.5 else rng.choice(self.addresses)
                    self.row(block, tx, sender)
                    self.rows[-1].update(tx_index=position * 3, event_index=event * 2)
                    last = self.rows[-1]["to"] if self.rows[-1]["to"] in self.addresses else last

    def place(self):
        """Leaves positions out, doubles them, or takes the file out of order."""
        rng, kind = self.rng, self.rng.choice(["all", "shuffled", "none", "some", "same"])
        for row in self.rows:
            if kind == "none" or (kind == "some" and rng.random() < 0.4):
                row["event_index"] = ""
            if kind == "none" or (kind == "some" and rng.random() < 0.3):
                row["tx_index"] = ""
            if kind == "same":
                row["event_index"] = 0
        if kind == "shuffled":
            rng.shuffle(self.rows)

    def sources(self, services):
        rng, found = self.rng, []
        stealable = [r for r in self.rows if r["amount"] and r["to"] in self.addresses]
        blocks = [r["block"] for r in self.rows]
        for _ in range(rng.choice([1, 1, 2, 3, 5, 9])):
            if stealable and rng.random() < 0.7:
                row = rng.choice(stealable)
                source = {"kind": "transfer", "tx": row["tx"]}
                for key in ("to", "asset"):
                    if rng.random() < 0.6:
                        source[key] = row[key]
                found.append(source)
            else:
                places = [a for a in self.addresses if a not in services]
                block = rng.randint(min(blocks) - 1, max(blocks) + 1)
                place = {"address": rng.choice(places), "asset": rng.choice(self.assets)}
                found.append({"kind": "holding", **place, "block": max(0, block)})
        return found

    def write(self, folder):
        rng = self.rng
        self.fill()
        self.place()
        services = rng.sample(self.addresses, rng.choice([0, 0, 1, 2]) if len(self.addresses) > 2 else 0)
        columns = ["block", "tx_index", "event_index", "time", "tx", "from", "to", "asset", "amount"]
        write_table(folder, "transfers.csv", columns, self.rows)
        first = {}
        for row in self.rows:
            for end in (row["from"], row["to"]):
                key = end, row["asset"]
                first[key] = min(row["block"], first.get(key, row["block"]))
        if self.openings:
            write_table(folder, "openings.csv", ["address", "asset", "block", "amount"], [
                {"address": a, "asset": s, "block": rng.choice(["", first.get((a, s), 7)]), "amount": v}
                for (a, s), v in self.openings.items()])
        users = [a for a in self.addresses if a not in services and rng.random() < 0.1]
        tagged = [(a, True) for a in services] + [(a, False) for a in users]
        write_incident(folder, self.chain, self.sources(services), tagged, rng)


class Outputs:
    """A random history of a UTXO chain."""

    def __init__(self, rng):
        self.rng = rng
        self.chain = rng.choice(list(HALVINGS))
        self.addresses = ["m%s%d" % ("abcdefgh"[i % 8] * 8, i) for i in range(rng.randint(2, 9))]
        self.scale = rng.choice([2, 10, 1000, 10**8, 10**12, 10**12, 1 << 130, (1 << 256) - 1])
        self.height = HALVINGS[self.chain] * rng.choice([0, 1, 2, 3, 40, 65]) + rng.randrange(100)
        self.unspent, self.lines = [], []
        self.count = 0

    def output(self, value):
        kind = self.rng.random()
        if kind < 0.06:
            script = self.rng.choice(["6a0568656c6c6f", "OP_RETURN 68656c6c6f"])
            return {"script": script, "value": str(value)}
        if kind < 0.1:
            return {"script": "5121%02x51ae" % self.rng.randrange(256), "value": str(value)}
        owner = {"script": "51"} if kind < 0.12 else {"address": self.rng.choice(self.addresses)}
        return {**owner, "value": str(value)}

    def parts(self, total, most):
        """Splits a total into a few parts, zero and equal ones among them."""
        rng, number = self.rng, self.rng.randint(1, most)
        if rng.random() < 0.2:
            return [total // number] * (number - 1) + [total - total // number * (number - 1)]
        cuts = sorted(rng.randint(0, total) for _ in range(number - 1))
        if cuts and rng.random() < 0.2:
            cuts[0] = rng.choice([0, cuts[-1]])
            cuts.sort()
        return [b - a for a, b in zip([0, *cuts], [*cuts, total])]

    def add(self, index, inputs, values, mature):
        self.count += 1
        hashed = self.rng.random() < 0.95
        txid = "%064x" % self.rng.randrange(1 << 256) if hashed else "tx-%d" % self.count
        outputs = [self.output(v) for v in values]
        place = {"height": self.height, "index": index, "time": time_of(self.height * 60)}
        self.lines.append({"txid": txid, **place, "inputs": inputs, "outputs": outputs})
        for vout, o in enumerate(outputs):
            if not o.get("script", "").lower().startswith(("6a", "op_return")):
                named = "address" in o and self.rng.random() < 0.8
                owner = {"address": o["address"]} if named else {}
                self.unspent.append((mature, {"txid": txid, "vout": vout, "value": o["value"], **owner}))

    def spend(self, index):
        """A transaction of new and old inputs; returns its fee."""
        rng, inputs = self.rng, []
        for _ in range(rng.choice([1, 1, 1, 2, 3, 5])):
            ready = [u for u in self.unspent if u[0] <= self.height]
            if ready and rng.random() < 0.75:
                picked = ready[-1] if rng.random() < 0.3 else rng.choice(ready)
                self.unspent.remove(picked)
                inputs.append(picked[1])
            else:
                value = 0 if rng.random() < 0.05 else rng.randint(1, self.scale)
                unseen = {"txid": "%064x" % rng.randrange(1 << 256), "vout": rng.randrange(4)}
                inputs.append({**unseen, "value": str(value)})
        total = sum(int(i["value"]) for i in inputs)
        fees = [0, 0, min(total, rng.randint(0, 3)), rng.randint(0, total), total // 10, total // 10]
        fee = rng.choice(fees)
        self.add(index, inputs, self.parts(total - fee, 5), self.height)
        return fee

    def fill(self):
        rng = self.rng
        for _ in range(rng.randint(1, 10)):
            self.height += rng.choice([1, 1, 1, 1, 2, 30])
            fees, index = 0, rng.choice([1, 1, 1, 4])
            for _ in range(rng.choice([0, 1, 1, 2, 3, 6])):
                fees += self.spend(index)
                index += rng.choice([1, 1, 3])
            kind, whole = rng.random(), subsidy(self.chain, self.height) + fees
            if kind < 0.5:
                claim = whole
            elif kind < 0.75:
                claim = rng.choice([0, fees, rng.randint(0, whole), max(0, whole - 1), fees // 2])
            else:
                claim = whole + rng.randint(0, 1000)
            if kind < 0.85:
                self.add(0, [], self.parts(claim, 3), self.height + 1)

    def sources(self):
        """Stolen outputs, named by index or, all those of one address together, by address."""
        rng, found = self.rng, []
        choices = [(t, n) for t in self.lines for n, o in enumerate(t["outputs"]) if int(o["value"])]
        rng.shuffle(choices)
        for t, n in choices[: rng.choice([1, 1, 2, 3, 5, 9])]:
            address = t["outputs"][n].get("address")
            by_address = address and rng.random() < 0.2
            named = {"to": address} if by_address else {"vout": n}
            found.append({"kind": "transfer", "tx": t["txid"], **named})
        return found

    def write(self, folder):
        rng, sources = self.rng, []
        while not sources or collides(self.lines):
            self.lines, self.unspent = [], []
            self.fill()
            sources = self.sources()
        if rng.random() < 0.5:
            rng.shuffle(self.lines)
        with open(os.path.join(folder, "transactions.jsonl"), "w") as f:
            for line in self.lines:
                f.write(json.dumps(line) + "\n")
        tagged = [(a, True) for a in rng.sample(self.addresses, rng.choice([0, 0, 1]))]
        write_incident(folder, self.chain, sources, tagged, rng)


def collides(lines):
    """Whether a coinbase has just the values of another transaction: the comparison tells it by them."""
    shapes = Counter(values(t) for t in lines)
    return any(not t["inputs"] and shapes[values(t)] > 1 for t in lines)


def values(transaction):
    return tuple(int(o["value"]) for o in transaction["outputs"])


def write_table(folder, name, columns, rows):
    with open(os.path.join(folder, name), "w", newline="") as f:
        writer = csv.DictWriter(f, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    into, cases, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    for model, history in (("account", Accounts), ("utxo", Outputs)):
        for i in range(cases):
            folder = os.path.join(into, "%s-%05d" % (model, i))
            os.mkdir(folder)
            history(random.Random("%s %s %d" % (seed, model, i))).write(folder)


if __name__ == "__main__":
    main()
