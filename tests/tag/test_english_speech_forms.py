"""English speech, in marks and reported."""

import pytest

from tests.tag.reading import Spoken, bare, said

FORMS: list[tuple[str, Spoken]] = [
    ('"We are sorry," said Tilda Marsh, the chief executive.', [("Tilda Marsh", "We are sorry")]),
    ('Tilda Marsh said: "We are sorry."', [("Tilda Marsh", "We are sorry.")]),
    (
        "“We are sorry,” Marsh said. “It should not have happened.”",
        [("Marsh", "We are sorry"), ("Marsh", "It should not have happened.")],
    ),
    (
        '"The boat," Capt. Owen Pryce told the court, "was already sinking."',
        [("Owen Pryce", "The boat"), ("Owen Pryce", "was already sinking.")],
    ),
    (
        '"Nobody called us," the mayor, Ines Duarte, said on Friday.',
        [("Ines Duarte", "Nobody called us")],
    ),
    (
        "Regulators were slow, said Gwen Abara, who chairs the panel.",
        [("Gwen Abara", "Regulators were slow")],
    ),
    ("According to Gwen Abara, regulators were slow.", [("Gwen Abara", "regulators were slow")]),
    ('Spokesperson Raj Mehta called the claim "utterly false".', [("Raj Mehta", "utterly false")]),
    ("“It’s over,” tweeted striker Leo Banks.", [("Leo Banks", "It’s over")]),
    ('"I heard a bang," recalled Nora Flint, 61.', [("Nora Flint", "I heard a bang")]),
    ("'We were lied to,' said Mary Quill.", [("Mary Quill", "We were lied to")]),
    ("‘We were lied to,’ Mary Quill said.", [("Mary Quill", "We were lied to")]),
    ("Lin Wei, a driver, said he had seen the smoke.", [("Lin Wei", "he had seen the smoke")]),
    (
        "The airline's chief, Bo Larsen, told reporters that flights would resume on Monday.",
        [("Bo Larsen", "flights would resume on Monday")],
    ),
    ('"It went dark," said Ana, a nurse at the hospital.', [("Ana", "It went dark")]),
    (
        'A company spokeswoman said: "We are looking into it."',
        [("A company spokeswoman", "We are looking into it.")],
    ),
    (
        "Harlan Voss, the union leader, warned that strikes would follow.",
        [("Harlan Voss", "strikes would follow")],
    ),
    (
        '"Enough," Voss told the crowd. "We walk out at noon."',
        [("Voss", "Enough"), ("Voss", "We walk out at noon.")],
    ),
    (
        'In a statement, Orrin Foods said it was "deeply sorry".',
        [("Orrin Foods", 'it was "deeply sorry"')],
    ),
    (
        "“We were told nothing,” says Petra Lund, who owns the shop.",
        [("Petra Lund", "We were told nothing")],
    ),
    (
        'Airport manager Rhys Pugh said that staff had been brought in, adding: "We cannot fly."',
        [("Rhys Pugh", "staff had been brought in"), ("Rhys Pugh", "We cannot fly.")],
    ),
    ('Her husband, Emmanuel, was blunter: "It\'s a disgrace."', [("Emmanuel", "It's a disgrace.")]),
    (
        '"It is late," said Bo Larsen. Transport Secretary Nadia Clough urged calm. "Go home," she warned.',
        [("Bo Larsen", "It is late"), ("Nadia Clough", "Go home")],
    ),
    (
        "Analysts at Brook & Lane said the recall would cost 40 million.",
        [("Analysts at Brook & Lane", "the recall would cost 40 million")],
    ),
    (
        "Dr. Susan Park, an epidemiologist at Eastvale, cautioned that the true number could be higher.",
        [("Susan Park", "the true number could be higher")],
    ),
    (
        '"No comment," Castle said when asked whether executives would resign.',
        [("Castle", "No comment")],
    ),
    (
        'Laura Chen told parliament that there would be an inquiry, saying "lessons must be learned".',
        [("Laura Chen", "there would be an inquiry"), ("Laura Chen", "lessons must be learned")],
    ),
    (
        'When Aisha Malik opened the letter, she froze. "I cried for two days," the 18-year-old recalled.',
        [("Aisha Malik", "I cried for two days")],
    ),
    (
        'Feng Yiming told local media the car "did not slow down at all".',
        [("Feng Yiming", 'the car "did not slow down at all"')],
    ),
    (
        "Travellers should carry medicines in their cabin bags, the Civil Aviation Panel advised.",
        [("the Civil Aviation Panel", "Travellers should carry medicines in their cabin bags")],
    ),
    (
        "Don't accept vouchers, warns Jonas Pike of the consumer group TravelFair.",
        [("Jonas Pike", "Don't accept vouchers")],
    ),
    (
        'For Priya Nair the news came late. "They sent it back soaked," she said.',
        [("Priya Nair", "They sent it back soaked,")],
    ),
    (
        "Northmere Airport's chief executive promised that every bag would be returned.",
        [("Northmere Airport's chief executive", "every bag would be returned")],
    ),
    (
        "The Dragon Dash will stay shut until it is safe, said Tam Wing-sum, the park's director of operations.",
        [("Tam Wing-sum", "The Dragon Dash will stay shut until it is safe")],
    ),
    (
        "A ban would punish responsible firms, argued its director, Neil Strachan.",
        [("Neil Strachan", "A ban would punish responsible firms")],
    ),
    (
        "Helen Tranter confirmed she had received the letter, and said that the contract was under review.",
        [
            ("Helen Tranter", "she had received the letter"),
            ("Helen Tranter", "the contract was under review"),
        ],
    ),
    (
        '"Nobody told me what was in it," said one of the streamers, Jody Platt, who deleted it.',
        [("Jody Platt", "Nobody told me what was in it,")],
    ),
    (
        '"It was warm," Chou said, adding that the forms had been false.',
        [("Chou", "It was warm"), ("Chou", "the forms had been false")],
    ),
    (
        "All had bought cans from one batch, the county's director of public health said.",
        [("the county's director of public health", "All had bought cans from one batch")],
    ),
    (
        "Refunds would be paid in April, its chief executive, Joan Tarrant, promised; nobody need apply.",
        [("Joan Tarrant", "Refunds would be paid in April")],
    ),
    (
        "According to Dr Fergus Hale, who studies automation at Leeds, four minutes is no review.",
        [("Fergus Hale", "four minutes is no review")],
    ),
    (
        "Deputy Minister of Health Chou Mei-ling said the cold store had been too warm.",
        [("Chou Mei-ling", "the cold store had been too warm")],
    ),
    (
        "Taiwan's food regulator said on Friday it had found salmonella.",
        [("Taiwan's food regulator", "it had found salmonella")],
    ),
    (
        "A council spokeswoman said an error had been made.",
        [("A council spokeswoman", "an error had been made")],
    ),
    ("Tilda Marsh tells us the meters were broken.", [("Tilda Marsh", "the meters were broken")]),
    (
        '"A door is a safety device," the agency\'s chief executive, Moira Tennant, told a meeting in Bristol.',
        [("Moira Tennant", "A door is a safety device")],
    ),
    (
        "In the most serious case, Moira Tennant said, a father had to break a window.",
        [("Moira Tennant", "a father had to break a window")],
    ),
    (
        "Engineers at Halden warned that people could be trapped, according to a memo seen by the Courier.",
        [("Engineers at Halden", "people could be trapped")],
    ),
    (
        "The jury found that the company had preferred beauty to life.",
        [("The jury", "the company had preferred beauty to life")],
    ),
    (
        '"He asked me," says Joanna Reeve. "He was polite. He said, \'Mum, I cannot.\'"',
        [
            ("Joanna Reeve", "He asked me"),
            ("Joanna Reeve", "He was polite. He said, 'Mum, I cannot.'"),
        ],
    ),
    (
        'Joanna Reeve has a son.\n\nReeve, a librarian, wrote to them.\n"He was sorry," she recalls.',
        [("Reeve", "He was sorry")],
    ),
    (
        'Ann Lee would not discuss contracts but insisted that "every obligation will be met".',
        [("Ann Lee", "every obligation will be met")],
    ),
    (
        "Devon and Cornwall Police said eleven people were in hospital.",
        [("Devon and Cornwall Police", "eleven people were in hospital")],
    ),
    (
        "The administrators, from Kettle & Rowe, said there was no money left.",
        [("The administrators", "there was no money left")],
    ),
    (
        '"The whistle did not work," one steward, Callum Reid, told councillors.',
        [("Callum Reid", "The whistle did not work")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_every_form_is_read(text: str, wanted: Spoken) -> None:
    assert said(text) == [(speaker, bare(words)) for speaker, words in wanted]
