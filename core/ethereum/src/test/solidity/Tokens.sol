// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// A token of which anyone may mint; it has no constructor, so that its code can be put anywhere.
abstract contract Token {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function symbol() external pure virtual returns (string memory);

    function decimals() external pure virtual returns (uint8);

    function mint(address to, uint256 value) external {
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function burn(uint256 value) external {
        balanceOf[msg.sender] -= value;
        emit Transfer(msg.sender, address(0), value);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    /// Of nothing, anyone may do this in anyone's name: the opening of address poisoning.
    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        move(from, to, value);
        return true;
    }

    function move(address from, address to, uint256 value) internal virtual {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

contract Dollar is Token {
    function symbol() external pure override returns (string memory) {
        return "USDT";
    }

    function decimals() external pure override returns (uint8) {
        return 6;
    }
}

/// Keeps one part in a hundred of every transfer for its collector.
contract TaxedToken is Token {
    address public constant COLLECTOR = 0x7A9E000000000000000000000000000000007A9e;

    function symbol() external pure override returns (string memory) {
        return "TAXED";
    }

    function decimals() external pure override returns (uint8) {
        return 9;
    }

    function move(address from, address to, uint256 value) internal override {
        uint256 tax = value / 100;
        super.move(from, COLLECTOR, tax);
        super.move(from, to, value - tax);
    }
}

/// Looks like the dollar (its last letter is Cyrillic) and claims transfers that never were.
contract Imitation {
    event Transfer(address indexed from, address indexed to, uint256 value);

    function symbol() external pure returns (string memory) {
        return unicode"USDТ";
    }

    function decimals() external pure returns (uint8) {
        return 6;
    }

    function pretend(address from, address to, uint256 value) external {
        emit Transfer(from, to, value);
    }
}

/// Ether as a token: wrapping and unwrapping have events of their own and no Transfer.
contract WrappedEther {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed src, address indexed dst, uint256 wad);
    event Approval(address indexed src, address indexed guy, uint256 wad);
    event Deposit(address indexed dst, uint256 wad);
    event Withdrawal(address indexed src, uint256 wad);

    function symbol() external pure returns (string memory) {
        return "WETH";
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    receive() external payable {
        deposit();
    }

    function deposit() public payable {
        balanceOf[msg.sender] += msg.value;
        emit Deposit(msg.sender, msg.value);
    }

    function withdraw(uint256 wad) external {
        balanceOf[msg.sender] -= wad;
        emit Withdrawal(msg.sender, wad);
        (bool paid,) = msg.sender.call{value: wad}("");
        require(paid, "not taken");
    }

    function approve(address guy, uint256 wad) external returns (bool) {
        allowance[msg.sender][guy] = wad;
        emit Approval(msg.sender, guy, wad);
        return true;
    }

    function transfer(address dst, uint256 wad) external returns (bool) {
        move(msg.sender, dst, wad);
        return true;
    }

    function transferFrom(address src, address dst, uint256 wad) external returns (bool) {
        allowance[src][msg.sender] -= wad;
        move(src, dst, wad);
        return true;
    }

    function move(address src, address dst, uint256 wad) private {
        balanceOf[src] -= wad;
        balanceOf[dst] += wad;
        emit Transfer(src, dst, wad);
    }
}
