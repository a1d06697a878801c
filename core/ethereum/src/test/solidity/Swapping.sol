// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

interface Token20 {
    function balanceOf(address owner) external view returns (uint256);

    function approve(address spender, uint256 value) external returns (bool);

    function transfer(address to, uint256 value) external returns (bool);

    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// Swaps a token and ether so that the product of what it has of both stays, without a fee.
contract Pool {
    Token20 private immutable TOKEN;

    constructor(address token) payable {
        TOKEN = Token20(token);
    }

    /// Token for ether.
    function sell(uint256 value, address to) external {
        uint256 gain = address(this).balance * value / (TOKEN.balanceOf(address(this)) + value);
        TOKEN.transferFrom(msg.sender, address(this), value);
        (bool paid,) = to.call{value: gain}("");
        require(paid, "not taken");
    }

    /// Ether for token.
    function buy(address to) external payable {
        TOKEN.transfer(to, TOKEN.balanceOf(address(this)) * msg.value / address(this).balance);
    }
}

/// Sells at a pool in another's name; the gain passes through it to whom the seller names.
contract Router {
    receive() external payable {}

    function sell(address pool, address token, uint256 value, address to) external {
        Token20(token).transferFrom(msg.sender, address(this), value);
        Token20(token).approve(pool, value);
        Pool(pool).sell(value, address(this));
        (bool paid,) = to.call{value: address(this).balance}("");
        require(paid, "not taken");
    }
}
