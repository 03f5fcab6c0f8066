"""Texts made up for the tests; none of the names in them exists."""

from kg.annotation import Document

HERON = Document(
    "heron",
    "Heron: Reinforcement Learning for Visual Reasoning",
    "We introduce Heron, a vision-language model based on Qwen2.5-VL-7B and trained with Group Relative "
    "Policy Optimization (GRPO). Heron reaches 83.1% accuracy on MMMU-Bird, e.g. in geometry, and "
    "outperforms GPT-4o by 4.2 points. We also release HeronSet-10K, a dataset of visual questions.",
)
WREN = Document(
    "wren",
    None,
    "Large language models (LLMs) are slow at inference. We propose WrenDecode, a speculative decoding "
    "method that speeds up LLMs by 2.3x. On HumanEval, WrenDecode keeps a pass@1 of 71.5%. Compared with "
    "Medusa, it needs no additional heads.",
)
IBIS = Document(
    "ibis",
    "IbisBench: A Benchmark for Long-Context Summarization",
    "We present IbisBench, which evaluates long-context summarization. We test Llama-3-70B and "
    "Mistral-7B; the best reaches a ROUGE-L of 31.4. Fine-tuning on PelicanNews helps.",
    "12 pages, 3 figures",
)
PAPERS = (HERON, WREN, IBIS)
