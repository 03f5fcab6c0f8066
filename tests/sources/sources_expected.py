# ruff: noqa: E501
"""What real files of each kind say, written down by reading them; the files lie beside the repository."""

from dataclasses import dataclass
from pathlib import Path

FORMATS_DIR = Path(__file__).parents[2] / "../shared/formats"


@dataclass(frozen=True)
class Expected:
    """One record of one file; `authors` are the first, the last and their number; "" means the field is absent."""

    file: str
    records: int
    index: int
    title: str
    authors: tuple[str, str, int]
    identifier: str
    date: str
    abstract: tuple[str, str]


NOBODY = ("", "", 0)
NONE = ("", "")
JABREF = (
    "endnote_medline_other/JabRef__jablib__src__test__resources__org__jabref__logic__importer__fileformat__"
)
BIB = "bibtex_misc/JabRef__jablib__src__test__resources__org__jabref__logic__exporter__"
RIS = "ris/JabRef__jablib__src__test__resources__org__jabref__logic__importer__fileformat__"
CSL = "csl_json/retorquere__test__fixtures__export__"
FTP = "arXiv__tests__data__abs_files__ftp__"

EXPECTED = (
    Expected(
        f"arxiv_abs_file/{FTP}acc-phys__papers__9411__9411002.abs", 1, 0,
        r"Order $\hbar$ Corrections to the Classical Dynamics of a Particle with Intrinsic Spin Moving in a "
        "Constant Magnetic Field",
        ("Patrick L. Nash", "Patrick L. Nash", 1), "acc-phys/9411002", "1994-11-19",
        (r"$O(\hbar)$ effects that modify", "electric dipole radiation."),
    ),
    Expected(
        f"arxiv_abs_file/{FTP}arxiv__papers__0704__0704.0002.abs", 1, 0, "Sparsity-certifying Graph Decompositions",
        ("Ileana Streinu", "Louis Theran", 2), "0704.0002", "2007-03-31",
        (r"We describe a new algorithm, the $(k,\ell)$-pebble game", "Gabow, Gabow and Westermann and Hendrickson."),
    ),
    Expected(
        "arxiv_api_atom/lukasschwab__tests__fixtures__id_1707.08567_s0_m100_6a1afebfc6a3.atom.xml", 1, 0,
        "Proceedings of Workshop AEW10: Concepts in Information Theory and Communications",
        ("Kees A. Schouhamer Immink", "Hirosuke Yamamoto", 34), "1707.08567", "2017-07-27",
        ("The 10th Asia-Europe workshop", "well respected and special scientist."),
    ),
    Expected(
        "arxiv_api_atom/lukasschwab__tests__fixtures__id_1605.08386_s0_m100_199195aa31ad.json", 1, 0,
        "Heat-bath random walks with Markov bases", ("Caprice Stanley", "Tobias Windisch", 2), "1605.08386",
        "2016-05-26", ("Graphs on lattice points are studied", "is an expander in fixed dimension."),
    ),
    Expected(
        "arxiv_docmeta_json/arXiv__tests__data__docmeta.json", 1, 0,
        r"Exponential sum approximations for $t^{-\beta}$", ("William McLean", "William McLean", 1), "1606.00123",
        "2016-06-01", (r"Given $\beta>0$ and $\delta>0$, the function", "performance of both is much the same."),
    ),
    Expected(
        "arxiv_docmeta_json/arXiv__tests__data__examples__0711.0418v1.json", 1, 0,
        "Unstable Disk Accretion to Magnetized Stars: First Global 3D MHD Simulations",
        ("Marina M. Romanova", "Richard V. E. Lovelace", 3), "0711.0418", "2007-11-02",
        ("We report the first global three-dimensional", "depending on the accretion rate."),
    ),
    Expected(
        f"arxiv_email_listing/{FTP}astro-ph__listings__0005", 654, 0,
        "Constraints on dark matter physics from dwarf galaxies through galaxy cluster haloes",
        ("C. Firmani", "V. Avila-Reese", 5), "astro-ph/0005001", "2000-04-28", NONE,
    ),
    Expected(
        f"arxiv_email_listing/{FTP}astro-ph__listings__0005", 654, 653, "The INT at Age Ten",
        ("W. C. Haxton", "W. C. Haxton", 1), "physics/0005033", "2000-05-11", NONE,
    ),
    Expected(
        f"arxiv_email_listing/{FTP}astro-ph__listings__0706", 924, 0,
        "Infrared Spectral Energy Distributions of z~0.7 Star-Forming Galaxies",
        ("Xian Zhong Zheng", "David Schiminovich", 7), "0706.0003", "2007-05-31", NONE,
    ),
    Expected(
        "arxiv_kaggle_jsonl/wanng-ide__arxiv-metadata-oai-snapshot.json", 200, 0,
        "Calculation of prompt diphoton production cross sections at Tevatron and LHC energies",
        ("C. Balázs", "C. -P. Yuan", 4), "0704.0001", "2007-04-02",
        ("A fully differential calculation in perturbative", "judicious selection of events."),
    ),
    Expected(
        "arxiv_kaggle_jsonl/wanng-ide__arxiv-metadata-oai-snapshot.json", 200, 199,
        "Electromagnetic polarizabilities and the excited states of the nucleon",
        ("Martin Schumacher", "Martin Schumacher", 1), "0704.0200", "2007-04-02",
        ("", r"and two-photon width $\Gamma_{\gamma\gamma}=2.6$ keV."),
    ),
    Expected(
        "arxiv_oai_pmh/adsabs__tests__stubdata__input__arxiv_0901_2443.xml", 1, 0,
        "Excitation energy and strength of the pygmy dipole resonance in stable tin isotopes",
        ("B. Özel", "N. Tsoneva", 9), "0901.2443", "2009-01-16",
        (r"The $^{112,120}$Sn$(\gamma,\gamma')$ reactions", "random-phase approximation predictions."),
    ),
    Expected(
        "arxiv_oai_pmh/inspirehep__tests__unit__responses__arxiv__sample_arxiv_record10.xml", 1, 0,
        "Extreme Regimes in Quantum Gravity", ("Emmanuele Battista", "Emmanuele Battista", 1), "1606.04259",
        "2016-06-14", ("The thesis is divided into two parts.", ""),
    ),
    Expected("arxiv_rss/2026-08-03-cs-cl.xml", 0, 0, "", NOBODY, "", "", NONE),
    Expected(
        "arxiv_rss/2026-08-06-cs-cl.xml", 200, 0,
        "TabletCraft: Bridging a 4,000-Year Cultural Gap with Bidirectional Akkadian NMT and Cuneiform Rendering",
        ("Zhaohui Wang", "Zhaohui Wang", 1), "2608.02609", "2026-08-05",
        ("Half a million cuneiform clay tablets", ""),
    ),
    Expected(
        "arxiv_rss/2026-08-08-cs-cl.xml", 154, 153,
        "AI Security Leaderboard: Methodology, Results and Minimal Standard",
        ("Jasper Timm", "Kellin Pelrine", 15), "2608.03070", "2026-08-07",
        ("The AI Security Leaderboard is an independent benchmark", ""),
    ),
    Expected(
        "bibtex_misc/JabRef__jabgui__src__test__resources__org__jabref__gui__autosaveandbackup__no-autosave.bib",
        2, 1,
        "Decimation filters for high-speed delta-sigma modulators with passband constraints: General versus "
        "CIC-based FIR filters",
        ("Oscar Gustafsson", "Håkan Johansson", 2), "10.1109/iscas.2015.7169119", "2015", NONE,
    ),
    Expected(
        f"{BIB}EndnoteXmlExportTestMultipleEntries.bib", 2, 0,
        "Episode-Rule Mining with Minimal Occurrences via First Local Maximization in Confidence",
        ("H. K. Dai", "H. K. Dai", 1), "10.1145/3287921.3287982", "2018-12",
        ("An episode rule of associating two episodes", "in synthetic random data sets."),
    ),
    Expected(
        "bibtex_pmlr/mlresearch__colt2024.bib", 170, 169,
        "Open problem: Convergence of single-timescale mean-field Langevin descent-ascent for two-player "
        "zero-sum games",
        ("Guillaume Wang", "Lénaïc Chizat", 2), "", "",
        (r"Let a smooth function $f: T^d \times T^d \to \mathbb{R}$", "Wasserstein geometry for optimization."),
    ),
    Expected(
        "bibtex_pmlr/mlresearch__colt2024.bib", 170, 1, "Limits of Approximating the Median Treatment Effect",
        ("Raghavendra Addanki", "Siddharth Bhandari", 2), "", "",
        ("Average Treatment Effect (ATE) estimation is a well-studied problem", ""),
    ),
    Expected(
        "crossref_json/inspirehep__tests__unit__responses__crossref__9781316535783.011.json", 1, 0,
        "Testing Inflation", ("Chris Smeenk", "Chris Smeenk", 1), "10.1017/9781316535783.011", "", NONE,
    ),
    Expected(
        "crossref_json_vcr/sckott__test__cassettes__test-works__test_works_mixed_ids_warn.yaml", 2, 0,
        "Methylphenidate Exposure Induces Dopamine Neuron Loss and Activation of Microglia in the Basal Ganglia of "
        "Mice",
        ("Shankar Sadasivan", "Richard J. Smeyne", 6), "10.1371/journal.pone.0033693", "2012-03-21", NONE,
    ),
    Expected(
        "crossref_json_vcr/sckott__test__cassettes__test-works__test_works_bad_id_warn.yaml", 0, 0, "", NOBODY, "",
        "", NONE,
    ),
    Expected(
        "crossref_xml/adsabs__tests__stubdata__input__crossref_preprint_10.31223-X5FW25.xml", 1, 0,
        "Towards a new geological time scale: A template for improved rock-based subdivision of pre-Cryogenian time",
        ("Graham Shields", "Maoyan Zhu", 33), "10.31223/x5fw25", "2022-01-31",
        ("Four first-order (Hadean, Archean, Proterozoic", "pre-Cryogenian rock record."),
    ),
    Expected(
        f"{CSL}Deterministic_ordering_for_CSL_1178_1400.csl.json", 26, 25,
        "Caster Semenya: The 100 most influential people of 2019", ("TIME USA", "TIME USA", 1), "", "2019", NONE,
    ),
    Expected(
        f"{CSL}Deterministic_ordering_for_CSL_1178_1400.csl.json", 26, 0,
        "Perceptions of disability and their impact upon involvement in sport for people with disabilities at all "
        "levels",
        ("Ian Brittain", "Ian Brittain", 1), "10.1177/0193723504268729", "2004", NONE,
    ),
    Expected(
        f"{CSL}Better_CSL_does_not_extract_extra_variables_2963.csl.json", 1, 0,
        "Process tracing: from philosophical roots to best practices",
        ("Andrew Bennett", "Jeffrey T. Checkel", 2), "", "2015", ('"Advances in qualitative methods', ""),
    ),
    Expected(
        "csv_tsv/asreview__tests__demo_data__generic_semicolon.csv", 2, 1, "The title of the reference",
        ("Karlus Marxus", "Astrid Lindgren", 2), "", "2006", ("BACKGROUND: Lorem dammed ipsum", "mollis pretium."),
    ),
    Expected(
        "csv_tsv/asreview__tests__demo_data__generic.csv", 2, 0, "Title of reference",
        ("Karl Marx", "Astrid Lindgren", 2), "", "2014", ("BACKGROUND: Lorem ipsum dolor", "mollis pretium."),
    ),
    Expected("csv_tsv/asreview__tests__demo_data__duplicate_records.csv", 10, 9, "i", NOBODY, "", "", ("lorem", "")),
    Expected(
        "datacite/adsabs__tests__stubdata__input__datacite_null_valueuri.xml", 1, 0,
        "Fieber-Beyer IRTF Mainbelt Asteroid Spectra Bundle V1.0",
        ("Sherry Fieber-Beyer", "Sherry Fieber-Beyer", 1), "10.26033/cmyd-ab77", "2020-03-19",
        ("The data set contains", ""),
    ),
    Expected(
        "datacite/adsabs__tests__stubdata__input__datacite_schema3.1_example-full.xml", 1, 0,
        "Full DataCite XML Example", ("Elizabeth Miller", "Elizabeth Miller", 1), "10.5072/example-full", "2014",
        ("XML example of all DataCite Metadata Schema v3.1 properties.", ""),
    ),
    Expected(
        f"{JABREF}BiblioscapeImporterTestOptionalFields.txt", 1, 0,
        "Asynchronous Regulation OF Splicing Events Within Protein 4.1 Pre-mrna During Erythroid Differentiation",
        ("F. Baklouti", "E. J. Benz", 6), "", "1996", ("Protein 4.1 is an 80-kD structural component", ""),
    ),
    Expected(
        f"{JABREF}CopacImporterTest2.txt", 2, 1, "Real time systems : management and design",
        ("David Tebbs", "Garfield Collins", 2), "", "1977", NONE,
    ),
    Expected(
        f"{JABREF}EndnoteXmlImporterTestArticle.xml", 1, 0,
        "Trends in the lifetime risk of developing cancer in Great Britain: comparison of risk for those born from "
        "1930 to 1960",
        ("AS Ahmad", "PD Sasieni", 3), "10.1038/bjc.2014.606", "2015-03-03", ("test abstract", ""),
    ),
    Expected(
        f"{JABREF}IsiImporterTestMedline.isi", 2, 1,
        "Estrogen therapy selectively enhances prefrontal cognitive processes: a randomized, double-blind, "
        "placebo-controlled study with functional magnetic resonance imaging in perimenopausal and recently "
        "postmenopausal women.",
        ("Hadine Joffe", "Kathryn A Martin", 7), "", "2006-05", NONE,
    ),
    Expected(f"{JABREF}IsiImporterTestEmpty.isi", 0, 0, "", NOBODY, "", "", NONE),
    Expected(
        "hf_daily_papers_json/2025-01-10.json", 9, 8,
        "Building Foundations for Natural Language Processing of Historical Turkish: Resources and Models",
        ("Şaziye Betül Özateş", "Esma F. Bilgin Taşdemir", 7), "2501.04828", "2025-01-08",
        ("", "a benchmark for future progress in historical Turkish NLP."),
    ),
    Expected(
        "hf_daily_papers_json/2025-01-10.json", 9, 0, "The GAN is dead; long live the GAN! A Modern GAN Baseline",
        ("Yiwen Huang", "James Tompkin", 4), "2501.05441", "2025-01-09",
        ("There is a widely-spread claim that GANs", "state-of-the-art GANs and diffusion models."),
    ),
    Expected(
        "jats_xml/adsabs__tests__stubdata__input__jats_aip_aipc_2470_040010.xml", 1, 0,
        "Synthesis and characterization of chitosan-Allium sativum film",
        ("Emma Savitri", "Anastasia Apriyani Ngene Say", 3), "10.1063/5.0080203", "2022-04-25",
        ("Garlic and chitosan are well-known", "concentration of garlic extract."),
    ),
    Expected(
        "jats_xml/adsabs__tests__stubdata__input__jats_a_a_nested_collab.xml", 1, 0,
        "Euclid preparation: XLVII. Improving cosmological constraints using a new multi-tracer method with the "
        "spectroscopic and photometric samples",
        ("Euclid Collaboration", "", 243), "2404.12157", "2024-09-30", ("", ""),
    ),
    Expected(
        "json_daily/shiyibihua__data__2025-12-22__arxiv.json", 106, 105,
        "MobileWorld: Benchmarking Autonomous Mobile Agents in Agent-User Interactive, and MCP-Augmented "
        "Environments",
        ("Quyu Kong", "Yue Wang", 13), "2512.19432", "2025-12-22", ("", "next-generation mobile intelligence."),
    ),
    Expected(
        "json_daily/hiroki-takeda__data__reports__2026-08-10-gr-qc.json", 19, 0,
        "Full analytic expressions of overlap reduction functions for anisotropies of the stochastic "
        "gravitational-wave background with pulsar timing arrays",
        ("Kun Zhou", "Jin Li", 2), "2608.07095", "", NONE,
    ),
    Expected("json_daily/wanzhouliu__feed__2026-04-18.json", 0, 0, "", NOBODY, "", "", NONE),
    Expected(
        "md_digest_chineseFrontmatter/shiyibihua__docs__cs-CL__2025-12-16__index.md", 16, 1,
        "Effect of Document Packing on the Latent Multi-Hop Reasoning Capabilities of Large Language Models",
        NOBODY, "2512.14427", "", NONE,
    ),
    Expected(
        "md_digest_chineseFrontmatter/shiyibihua__docs__cs-CL__2025-12-16__papers__250510852-mattools-benchmarking-"
        "large-language-models-for-materials-science-tool.md",
        1, 0, "MatTools: Benchmarking Large Language Models for Materials Science Tools",
        ("Siyu Liu", "Tongqi Wen", 6), "2505.10852", "2025-12-18",
        ("Large language models (LLMs) are increasingly applied", "and general scientific research."),
    ),
    Expected(
        "md_digest_cn_advcs/advanced-cs__daily_papers__20260430_Thu__robotics.md", 54, 28,
        "RetroMotion: Retrocausal Motion Forecasting Models are Instructable",
        ("Royden Wagner", "Christoph Stiller", 10), "2505.20414", "", ("Motion forecasts of road users", ""),
    ),
    Expected(
        "md_digest_cn_advcs/advanced-cs__daily_papers__20260430_Thu__text.md", 143, 77,
        "When to Retrieve During Reasoning: Adaptive Retrieval for Large Reasoning Models",
        ("Dongxin Guo", "Siu Ming Yiu", 3), "2604.26649", "", ("Large reasoning models such as DeepSeek-R1", ""),
    ),
    Expected(
        "md_digest_cn_blockquote/shuita2333__papers__2026-04-07.md", 227, 1,
        "AttackEval: A Systematic Empirical Study of Prompt Injection Attack Effectiveness Against Large Language "
        "Models",
        ("Jackson Wang", "Jackson Wang", 1), "2604.03598", "", ("Prompt injection has emerged", ""),
    ),
    Expected(
        "md_digest_cn_blockquote/shuita2333__papers__2026-04-09.md", 162, 5,
        "Foundations for Agentic AI Investigations from the Forensic Analysis of OpenClaw",
        ("Jan Gruber", "Jan-Niclas Hilgert", 2), "2604.05589", "", ("", ""),
    ),
    Expected(
        "md_digest_daily_notice/meteora9538__Arxiv_Daily_Notice__2026-06-23-Arxiv-Daily-Paper.md", 45, 44,
        "Ram-pressure signatures in the dwarf irregular galaxy SextansB revealed by deep MeerKAT HI observations",
        ("Brenda Namumba", "", 0), "2606.23674", "",
        ("The impact of extremely low-density environments", ""),
    ),
    Expected(
        "md_digest_details/Tavish9__README.md", 342, 0,
        "An Agentic Approach for Active Data Collection, Travel Behavior Modeling, and Weather-Sensitive Demand "
        "Prediction",
        ("Narges Ahmadi", "Luis Miranda-Moreno", 5), "2608.20320", "",
        ("Travel behavior research increasingly combines", ""),
    ),
    Expected(
        "md_digest_jsonl_pyliteral/CSQianDong__12-May-2026__NLP__papers.jsonl", 270, 0,
        "ELF: Embedded Language Flows", ("Keya Hu", "Kaiming He", 8), "2605.10938", "",
        ("Diffusion and flow-based models", "toward effective continuous DLMs."),
    ),
    Expected(
        "md_digest_jsonl_pyliteral/CSQianDong__12-May-2026__NLP__README.md", 270, 1,
        "WildClawBench: A Benchmark for Real-World, Long-Horizon Agent Evaluation",
        ("Shuangrui Ding", "Yuhang Zang", 17), "2605.10912", "",
        ("Large language and vision-language models", "support reproducible evaluation."),
    ),
    Expected(
        "md_digest_weekly_readme/yanghlll__README.md", 146, 1,
        "Swift-Image: Exploring the Performance Frontier of Compact Unified Image Generation Models", NOBODY,
        "2608.20334", "2026-08-20",
        ("We present Swift-Image, a compact unified model", "prompt enhancement, and model compression."),
    ),
    Expected("md_llm_summary/osok__AI_Agents_That_Matter.md", 0, 0, "", NOBODY, "", "", NONE),
    Expected(
        "openalex_json/b-vitamins__tests__fixtures__data__W2741809807.json", 1, 0,
        "The state of OA: a large-scale analysis of the prevalence and impact of Open Access articles",
        ("Heather Piwowar", "Stefanie Haustein", 9), "10.7717/peerj.4375", "2018-02-13",
        ("Despite growing interest in Open Access (OA) to scholarly literature,", "policy and practice."),
    ),
    Expected("openalex_json/b-vitamins__tests__fixtures__data__C71924100.json", 0, 0, "", NOBODY, "", "", NONE),
    Expected("openreview_tsv_csv/evanzd__ratings.20201111.tsv", 0, 0, "", NOBODY, "", "", NONE),
    Expected(
        "papercopilot_json/papercopilot__3dv__3dv2025.json", 142, 141,
        "Snap-it, Tap-it, Splat-it: Tactile-Informed 3D Gaussian Splatting for Reconstructing Challenging Surfaces",
        ("Mauro Comi", "Laurence Aitchison", 8), "", "", ("", "in improving reconstruction quality."),
    ),
    Expected(
        "pmlr_jekyll_md/mlresearch___posts__2025-01-12-agha25a.md", 1, 0,
        "Exploring Under Constraints with Model-Based Actor-Critic and Safety Filters",
        ("Ahmed Agha", "Justin Bayer", 5), "", "2025-01-12",
        ("Applying reinforcement learning (RL)", "constrained model-based policy optimization methods."),
    ),
    Expected(
        "pmlr_jekyll_md/mlresearch___posts__2025-01-12-akcin25a.md", 1, 0,
        "Fleet Supervisor Allocation: A Submodular Maximization Approach",
        ("Oguzhan Akcin", "Sandeep P. Chinchali", 4), "", "2025-01-12",
        ("In real-world scenarios, the data collected by robots", "robustness against connectivity disruptions."),
    ),
    Expected(
        f"{RIS}RisImporterTest6.ris", 1, 0,
        "Chelation: Harnessing and Enhancing Heavy Metal Detoxification—A Review",
        ("Margaret E Sears", "Margaret E Sears", 1), "10.1155/2013/219840", "2013-04-18", NONE,
    ),
    Expected(
        f"{RIS}RisImporterTestDate1.2.ris", 1, 0,
        "Hydration forces between silica surfaces: Experimental data and predictions from different theories",
        ("J. J. Valle-Delgado", "M. W. Rutland", 6), "10.1063/1.1954747", "2005-07-15", NONE,
    ),
    Expected(
        "ris/MrTango__tests__data__example_extraneous_data.ris", 2, 0, "Title of reference",
        ("Karl Marx", "Astrid Lindgren", 2), "", "2014", ("BACKGROUND: Lorem ipsum", "mollis pretium."),
    ),
    Expected(
        "semantic_scholar_json/danielnsilva__tests__data__Author.json", 60, 59,
        "Computing Machinery and Intelligence 1. the Imitation Game", ("A. Turing", "A. Turing", 1), "", "", ("", ""),
    ),
    Expected(
        "semantic_scholar_json/danielnsilva__tests__data__Reference.json", 1, 0,
        "Neural Variational Inference and Learning in Belief Networks", ("A. Mnih", "Karol Gregor", 2), "1402.0030",
        "2014-01-31", ("Highly expressive directed latent variable models", "RCV1 document dataset."),
    ),
    Expected(
        "semantic_scholar_json/danielnsilva__tests__data__test_search_paper.yaml", 100, 4, "Neural Turing Machines",
        NOBODY, "", "", NONE,
    ),
    Expected("zotero_rdf/zotero__test__tests__data__book_and_snapshot.rdf", 1, 0, "Test", NOBODY, "", "", NONE),
)  # fmt: skip
