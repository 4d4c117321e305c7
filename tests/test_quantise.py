"""8-bit products are right at their worst, near the exact ones, and put in wherever a linear layer stands."""

import pytest
import torch
from torch import nn

from index.quantise import QuantisedLinear, is_exact, quantise


@pytest.fixture(autouse=True)
def _for_inference() -> None:
    torch.manual_seed(0)


def error(quantised: nn.Module, linear: nn.Module, x: torch.Tensor) -> float:
    """Return the length of the error as a share of the length of what is right."""
    with torch.inference_mode():
        return float((quantised(x) - linear(x)).norm() / linear(x).norm())


def test_this_processor_multiplies_exactly() -> None:
    assert is_exact()


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_inputs_and_weights_do_not_overflow(sign: int) -> None:
    linear = nn.Linear(384, 8)
    with torch.no_grad():
        linear.weight.fill_(sign)
    x = torch.ones(40, 384)
    x[:, 0] = -1  # all other inputs are at the highest level
    assert error(QuantisedLinear(linear.weight, linear.bias), linear, x) < 0.01


@pytest.mark.parametrize("shape", [(64,), (1, 64), (3, 5, 64), (700, 64), (0, 64)])
def test_outputs_have_the_shape_of_a_linear_layer(shape: tuple[int, ...]) -> None:
    linear = nn.Linear(64, 32)
    with torch.inference_mode():
        assert QuantisedLinear(linear.weight, linear.bias)(torch.randn(shape)).shape == linear(torch.randn(shape)).shape


def test_each_row_has_its_own_scale() -> None:
    linear = nn.Linear(64, 32, bias=False)
    quantised = QuantisedLinear(linear.weight, None)
    x = torch.randn(10, 64)
    x[3] *= 1000
    for row in range(10):
        assert error(quantised, linear, x[row]) < 0.02


def test_an_outlier_on_one_side_costs_little() -> None:
    linear = nn.Linear(64, 32)
    x = torch.randn(200, 64)
    x[:, 7] = -20
    assert error(QuantisedLinear(linear.weight, linear.bias), linear, x) < 0.02


def test_inputs_that_are_never_below_a_bound_use_all_levels() -> None:
    linear = nn.Linear(64, 32)
    x = nn.functional.gelu(torch.randn(200, 64) * 3)
    assert error(QuantisedLinear(linear.weight, linear.bias, -0.17), linear, x) < 0.012


@pytest.mark.parametrize("value", [0.0, 3.0, -3.0])
def test_rows_of_one_value_are_right(value: float) -> None:
    linear = nn.Linear(64, 32)
    x = torch.full((4, 64), value)
    with torch.inference_mode():
        assert torch.allclose(QuantisedLinear(linear.weight, linear.bias)(x), linear(x), atol=0.05)


def test_every_linear_layer_of_a_module_is_replaced() -> None:
    module = nn.Sequential(nn.Linear(64, 64), nn.GELU(), nn.Sequential(nn.Linear(64, 5)), nn.LayerNorm(5)).eval()
    x = torch.randn(20, 64)
    with torch.inference_mode():
        exact = module(x)
        quantised = quantise(module)
        assert not [part for part in quantised.modules() if isinstance(part, nn.Linear)]
        assert torch.nn.functional.cosine_similarity(quantised(x), exact).min() > 0.99
