// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

interface Payable20 {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// Sends all that a call brings.
function pay(address to, uint256 value) {
    (bool paid,) = to.call{value: value}("");
    require(paid, "not taken");
}

/// Passes on the ether that it is called with, in every way that there is.
contract Splitter {
    Lender private immutable LENDER = new Lender();

    /// Equal parts; what does not divide goes to the first.
    function byCall(address[] calldata to) external payable {
        uint256 part = msg.value / to.length;
        pay(to[0], msg.value - part * (to.length - 1));
        for (uint256 i = 1; i < to.length; i++) {
            pay(to[i], part);
        }
    }

    /// Into a new contract.
    function byCreate() external payable {
        new Vault{value: msg.value}();
    }

    /// Into a new contract that ends in favour of `to`.
    function bySelfdestruct(address payable to) external payable {
        new Mayfly{value: msg.value}().end(to);
    }

    /// With the code of another contract, which pays on in this one's name.
    function byDelegatecall(address to) external payable {
        (bool done,) = address(LENDER).delegatecall(abi.encodeCall(Lender.passOn, (to)));
        require(done, "not passed on");
    }
}

/// Lends its code.
contract Lender {
    function passOn(address to) external payable {
        pay(to, msg.value);
    }
}

/// Gives what it has to the first who asks.
contract Vault {
    constructor() payable {}

    function empty(address to) external {
        pay(to, address(this).balance);
    }
}

/// Lives for one transaction.
contract Mayfly {
    constructor() payable {}

    function end(address payable to) external {
        selfdestruct(to);
    }
}

/// Lets another contract move value and undo it, then pays somebody else.
contract Waverer {
    Undoer private immutable UNDOER = new Undoer();

    function pass(address[] calldata undone, address to) external payable {
        try UNDOER.pass{value: msg.value}(undone) {
            revert("not undone");
        } catch {
            pay(to, msg.value);
        }
    }
}

/// Moves value and then undoes it all.
contract Undoer {
    function pass(address[] calldata to) external payable {
        for (uint256 i = 0; i < to.length; i++) {
            pay(to[i], msg.value / to.length);
        }
        revert("undone");
    }
}

/// Pays many at once.
contract Multisend {
    function ether_(address[] calldata to, uint256[] calldata values) external payable {
        for (uint256 i = 0; i < to.length; i++) {
            pay(to[i], values[i]);
        }
    }

    function token(address token_, address[] calldata to, uint256[] calldata values) external {
        for (uint256 i = 0; i < to.length; i++) {
            Payable20(token_).transferFrom(msg.sender, to[i], values[i]);
        }
    }
}
