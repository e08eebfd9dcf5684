"""Who speaks: those who met, whoever a text calls them; what only looks like speech is nobody's."""

from __future__ import annotations

from datetime import date

from kg.model import Article, Statement
from kg.readers import extract

DAY = date(2021, 6, 15)
MET = "Norwegian Foreign Minister Anna Berg met with Kenyan Foreign Minister John Kamau in Oslo on Monday."
BOTH = ["Anna Berg", "John Kamau"]


def speakers(text: str, title: str | None = None, outlet: str = "Agency") -> list[list[str]]:
    facts = extract(Article(id="x", text=text, title=title, date=DAY, outlet=outlet)).facts
    return [[actor.name for actor in fact.speakers] for fact in facts if isinstance(fact, Statement)]


def test_ministers_who_meet_for_the_states_of_the_headline_are_meant_by_they() -> None:
    text = f"{MET} During the meeting, they reviewed cooperation between the two countries. They called for peace."
    assert speakers(text, "Foreign ministers of Norway and Kenya meet") == [BOTH]


def test_the_ministers_of_two_states_are_the_persons_whom_the_article_names() -> None:
    assert speakers(f"{MET} The foreign ministers of Norway and Kenya called for peace.") == [BOTH]


def test_the_heads_of_states_whom_the_article_does_not_name_are_the_states() -> None:
    assert speakers(f"{MET} The presidents of Norway and Kenya called for peace.") == [["Norway", "Kenya"]]


def test_in_a_joint_statement_they_are_the_two_who_spoke() -> None:
    text = "Prime Minister Anna Berg of Norway and President John Kamau of Kenya spoke by phone. They called for peace."
    told = speakers(text, "Joint statement of Norway and Kenya after a call")
    assert told == [["Norway", "Kenya"], ["Anna Berg", "John Kamau"]]


def test_a_meeting_of_issuers_speaks_for_all_of_them() -> None:
    text = "The Forum welcomed the progress of trade, and we will meet again."
    told = speakers(text, "Joint statement of the ASEAN-Australia Forum")
    assert told == [["ASEAN", "Australia"]]


def test_the_letters_of_several_officials_are_those_and_nobodys_name() -> None:
    text = "Foreign ministers (FMs) met. " + MET + " The two FMs called for peace."
    assert speakers(text) == [BOTH]


def test_what_a_participle_opens_with_is_said_by_the_subject_of_the_sentence() -> None:
    assert speakers(f"{MET} Noting that Kenya regards trade as vital, Berg added that it will grow.") == [["Anna Berg"]]


def test_ministers_without_an_article_are_those_who_met() -> None:
    assert speakers(f"{MET} Trade was on the agenda. Ministers agreed to open a school.") == [BOTH]


def test_a_name_after_a_portfolio_is_no_part_of_the_office() -> None:
    text = "Minister of Foreign Affairs Anna Berg of Norway and Foreign Minister John Kamau of Kenya called for peace."
    assert speakers(text) == [BOTH]


def test_an_excellency_before_an_office_belongs_to_the_person() -> None:
    text = "His Excellency Foreign Minister of Norway Anna Berg met with H.E. Foreign Minister of Kenya John Kamau."
    assert speakers(f"{text} They called for peace.") == [BOTH]


def test_the_notes_of_a_typist_are_nobodys_words() -> None:
    assert speakers("PRESIDENT JOHN KAMAU: (Speaks in French.)", "Remarks by President John Kamau of Kenya") == []


def test_the_leaders_or_members_of_an_organization_speak_for_it() -> None:
    assert speakers("EU leaders condemned the raid. NATO foreign ministers urged both to talk.") == [["EU"], ["NATO"]]


def test_his_highness_is_the_one_who_bears_such_a_style() -> None:
    text = "UAE President Sheikh Mohamed bin Zayed Al Nahyan received President John Kamau. His Highness thanked Kenya."
    assert speakers(text) == [["Sheikh Mohamed bin Zayed Al Nahyan"]]


def test_the_lawmaker_of_a_state_is_the_one_last_heard() -> None:
    text = f"{MET} Berg said that trade grows. The Norwegian diplomat added that more is to come."
    assert speakers(text) == [["Anna Berg"], ["Anna Berg"]]


def test_those_at_the_end_of_a_phrase_are_not_they() -> None:
    text = f"{MET} A visit is planned at the level of the heads of state. They stressed the need for talks."
    assert speakers(text) == [BOTH]


def test_a_city_before_a_colon_is_no_speaker() -> None:
    assert speakers("Islamabad : Norwegian Foreign Minister Anna Berg called for peace.") == [["Anna Berg"]]
    assert speakers("Bergen, Norway: Foreign Minister Anna Berg of Norway called for peace.") == [["Anna Berg"]]
    assert speakers("OTTAWA, Canada: Norwegian Foreign Minister Anna Berg called for peace.") == [["Anna Berg"]]


def test_what_ministers_of_several_states_state_is_said_by_those_whom_the_text_names() -> None:
    text = "Foreign Ministers Anna Berg of Norway and John Kamau of Kenya met. We call for peace."
    told = speakers(text, "Statement of the foreign ministers of Norway and Kenya")
    assert told[-1] == BOTH


def test_a_state_that_a_joint_statement_is_about_does_not_issue_it() -> None:
    text = "The following statement was released by the governments of Norway and Kenya on Sudan.\n\nWe call for peace."
    assert speakers(text, "Joint Statement on Sudan")[-1] == ["Norway", "Kenya"]


def test_a_statement_of_the_prime_minister_whom_nobody_names_is_the_governments() -> None:
    text = "I commend Prime Minister Anna Berg of Norway for the agreement.\n\nI urge all to keep to it."
    assert speakers(text, "PM statement on the summit", "GOV.UK") == [["United Kingdom"]] * 2


def test_two_titles_before_a_name_that_comes_again_are_two_persons() -> None:
    text = "Foreign Secretary Anna Berg of Norway met Kenyan Deputy Minister John Kamau in Oslo on Monday."
    assert speakers(f"{text} The Foreign Secretary and Deputy Minister Kamau agreed to open a school.") == [BOTH]


def test_whoever_refuses_to_comment_says_nothing() -> None:
    assert speakers(f"{MET} Berg refused to elaborate on the talks.") == []


def test_he_is_the_subject_of_the_clause_before_him() -> None:
    text = f"{MET} Berg called for peace. It was a month after President Kamau lost a vote and he denounced it."
    assert speakers(text) == [["Anna Berg"], ["John Kamau"]]


def test_a_ministry_that_nobody_names_is_the_one_last_named() -> None:
    text = "The Norwegian Foreign Ministry denied the report. Kenya is far. The ministry added that it was false."
    assert speakers(text) == [["Norway"], ["Norway"]]


def test_a_ministry_or_palace_at_the_place_of_the_dateline_is_of_its_state() -> None:
    text = "NAIROBI, June 14 (Agency) - Kenya's ships may call, the Foreign Office said. The presidency thanked Norway."
    assert speakers(text) == [["Kenya"], ["Kenya"]]
    abroad = "NAIROBI, June 14 (Agency) - Ships may call in Norway, the presidency said."
    assert speakers(abroad) == []


def test_an_embassy_without_an_owner_is_not_of_the_state_where_it_stands() -> None:
    assert speakers("NAIROBI, June 14 (Agency) - The embassy said that it was closed.") == []


def test_who_speaks_in_what_a_ministry_says_speaks() -> None:
    text = f"{MET} The two ministers agreed to open a school, the Norwegian Foreign Ministry said in a statement."
    assert speakers(text) == [BOTH]
    told = "Berg stressed the need for peace, Foreign Ministry spokesperson Ola Lie said."
    assert speakers(f"{MET} {told}") == [["Anna Berg"]]


def test_a_statement_says_what_its_author_says() -> None:
    text = "Norway is ready to help, its Foreign Ministry said in a statement. The statement called for peace."
    assert speakers(text) == [["Norway"], ["Norway"]]


def test_an_organ_of_an_organization_speaks_for_it() -> None:
    assert speakers("The European Commission called for peace.") == [["European Union"]]


def test_who_does_something_says_what_a_participle_tells() -> None:
    assert speakers("Norway recalled its envoy on Monday, accusing Kenya of bad faith.") == [["Norway"]]


def test_the_two_of_whom_a_sentence_tells_agree_where_it_says_so_at_its_end() -> None:
    text = "Norwegian Prime Minister Anna Berg spoke by phone with Kenyan President John Kamau on Monday, with the two"
    assert speakers(f"{text} agreeing to open a school.") == [["Anna Berg", "John Kamau"]]


def test_a_speaker_may_be_parted_from_the_verb_by_where_the_words_stand() -> None:
    assert speakers(f"{MET} Berg in a post on Facebook said that trade grows.") == [["Anna Berg"]]
    assert speakers(f"{MET} Kamau, after leaving the hall, said that trade grows.") == [["John Kamau"]]


def test_he_after_a_spokesman_without_a_name_is_the_spokesman() -> None:
    text = "Norway's ships may call, the Kenyan Foreign Ministry spokesman said. He said that trade grows."
    assert speakers(f"{MET} {text}") == [["Kenya"], ["Kenya"]]


def test_the_minister_is_who_spoke_last_and_the_guest_the_one_from_abroad() -> None:
    text = "OSLO, June 14 (Agency) - " + MET.replace("Foreign Minister Anna", "Prime Minister Anna")
    assert speakers(f"{text} Kamau said that trade grows. The minister thanked Norway.") == [["John Kamau"]] * 2
    assert speakers(f"{text} Berg called for peace. The guest thanked Norway.") == [["Anna Berg"], ["John Kamau"]]


def test_several_authors_whom_a_title_names_issue_a_statement_together() -> None:
    title = "Statement of the Prime Minister of Norway Anna Berg and the President of Kenya John Kamau"
    assert speakers("We condemn the raid. We call for peace.", title) == [BOTH] * 2


def test_news_of_a_joint_declaration_is_not_the_declaration() -> None:
    text = "Norway and Kenya have been friends for years. We know that."
    assert speakers(text, "Norway and Kenya sign joint declaration") == []


def test_a_spokesman_for_somebody_speaks_for_the_state_whatever_that_person_expects() -> None:
    text = "A spokesman for Berg said the Prime Minister expected the talks to be long."
    assert speakers(f"{MET.replace('Foreign Minister Anna', 'Prime Minister Anna')} {text}") == [["Norway"]]


def test_she_is_who_did_something_in_the_sentence_before() -> None:
    text = f"{MET} Kamau said that trade grows. Before the trip, Berg sent a message to a forum. In it, she called"
    told = speakers(f"{text} for peace. Ships are safe, the message said.")
    assert told == [["John Kamau"], ["Anna Berg"], ["Anna Berg"]]


def test_reporters_and_plans_to_meet_are_no_statements() -> None:
    assert speakers(f"{MET} Our Nairobi correspondent Jo Lima said the talks were short.") == []
    assert speakers(f"{MET} Berg plans to meet Otieno. Kamau concluded a visit. Berg will call on ministers.") == []


def test_officials_of_two_states_speak_for_both() -> None:
    assert speakers("Norwegian and Kenyan officials denied the report.") == [["Norway", "Kenya"]]


def test_a_joint_statement_that_only_tells_of_talks_states_nothing() -> None:
    title = "Joint statement of Norway and Kenya"
    assert speakers("The two leaders discussed ships. We call for peace.", title)[-1:] == [["Norway", "Kenya"]]
    assert len(speakers("The two leaders discussed ships. We call for peace.", title)) == 1


def test_the_words_of_a_briefing_are_the_spokespersons_or_those_of_the_state_that_publishes_it() -> None:
    title = "Transcript of the Press Briefing by the Spokesperson"
    text = "Good morning. I will begin with our own ships.\n\nThe prime minister met many sailors on Monday."
    assert speakers(text, title, "Ministry of Foreign Affairs of Kenya") == [["Kenya"], ["Kenya"]]
    named = f"Spokesperson Jo Otieno\n\nJune 14, 2021 14:30 EAT\n\n{text}"
    assert speakers(named, title, "Ministry of Foreign Affairs of Kenya")[-1] == ["Jo Otieno"]


def test_items_that_ordinals_count_belong_to_whoever_leads_them_in() -> None:
    text = "Berg stressed the following points:\n\nFirst, trade must grow.\n\nSecond, ships must sail."
    assert speakers(f"{MET}\n\n{text}") == [["Anna Berg"], ["Anna Berg"]]


def test_whatever_stands_between_them_a_subject_speaks_with_its_verb() -> None:
    for aside in (
        ", in a speech that she gave before the council of the union,",
        ", together with the heads of three departments,",
        ", a lawyer who had worked abroad for years and was elected twice,",
    ):
        assert speakers(f"{MET} Berg{aside} called for peace.") == [["Anna Berg"]], aside


def test_each_subject_of_a_sentence_speaks_for_itself() -> None:
    text = "Trade was on the agenda and Berg called for more of it, while Kamau, for his part, thanked Norway."
    assert speakers(f"{MET} {text}") == [["Anna Berg"], ["John Kamau"]]


def test_an_officer_of_a_state_is_who_holds_the_office_elsewhere_in_the_article() -> None:
    text = "Norway's foreign minister on Friday called for peace. Foreign Minister Anna Berg of Norway left for Kenya."
    assert speakers(text) == [["Anna Berg"]]


def test_a_name_after_what_somebody_is_called_is_who_speaks() -> None:
    assert speakers("The former president of Kenya, John Kamau, denied the report.") == [["John Kamau"]]


def test_a_verb_of_a_noun_is_nobodys_word() -> None:
    assert speakers(f"{MET} The visit of Berg underlined the importance of trade.") == []
    assert speakers(f"{MET} Talks with Kamau stressed nobody.") == []


def test_who_is_met_and_notes_something_speaks() -> None:
    assert speakers("Anna Berg met President John Kamau of Kenya, who noted the need for peace.") == [["John Kamau"]]


def test_its_ministry_is_that_of_the_state_named_before_it() -> None:
    assert speakers("Norway's ships may call, its foreign ministry said.") == [["Norway"]]


def test_a_contact_may_end_by_saying_something() -> None:
    assert speakers("Prime Minister Anna Berg of Norway ended the call by thanking Kenya.") == [["Anna Berg"]]


def test_of_several_topics_the_need_for_something_is_a_position() -> None:
    both = "Norwegian Foreign Minister Anna Berg and Kenyan Foreign Minister John Kamau"
    assert speakers(f"{both} discussed trade.") == []
    assert speakers(f"{both} discussed trade and the need for peace.") == [BOTH]


def test_the_letters_that_stand_for_a_ministry_are_its_name() -> None:
    text = "The Norwegian Ministry of Foreign Affairs (MFA) denied the report. MFA called for peace."
    assert speakers(text) == [["Norway"], ["Norway"]]


def test_a_secretary_general_whom_nobody_names_speaks_for_the_organization() -> None:
    text = "NATO Secretary General met Prime Minister Anna Berg of Norway. The Secretary General thanked Norway."
    assert speakers(text, outlet="NATO") == [["NATO"]]


def test_the_leader_of_a_state_is_its_president() -> None:
    text = f"{MET} Kenyan President Tom Otieno was there. The Kenyan leader called for peace."
    assert speakers(text) == [["Tom Otieno"]]


def test_an_exchange_of_views_or_a_comment_without_words_is_none() -> None:
    assert speakers(f"{MET} They shared views on the region. Berg commented on the vote.") == []


def test_a_number_of_a_release_is_no_speaker() -> None:
    text = f"Release No: 12-2021\n\n{MET} Berg thanked Kenya."
    assert speakers(text) == [["Anna Berg"]]


def test_a_dateline_with_a_state_of_the_union_is_no_speaker() -> None:
    text = f"Portland, ME [US], June 14 (ANI): {MET} Berg thanked Kenya."
    assert speakers(text) == [["Anna Berg"]]


def test_two_verbs_of_a_subject_that_stands_for_who_spoke_last_are_one_run() -> None:
    text = f"{MET} Berg said the talks were good. Norway accused a group and vowed a response, though Kenya denied it."
    own = "Ministry of Foreign Affairs of Norway"
    assert speakers(text, outlet=own) == [["Anna Berg"], ["Anna Berg"], ["Kenya"]]


def test_an_official_without_name_and_office_of_the_article_is_not_who_spoke_last() -> None:
    met = "Norwegian Foreign Minister Anna Berg met her Kenyan counterpart Tom Otieno in Oslo."
    told = "Otieno said ties are good. The Ugandan vice president arrived in Oslo and praised the talks."
    assert speakers(f"{met} {told}")[-1] == ["Uganda"]


def test_a_release_below_the_name_of_a_minister_is_that_ministers() -> None:
    text = (
        "The Hon Anna Berg MP\n\nIn my first visit to Kenya I met Foreign Minister John Kamau.\n\n"
        "We also talked of fish.\n\nNorway has a strong friendship with Kenya."
    )
    told = speakers(text, "Foreign Minister's visit to Kenya", "Minister for Foreign Affairs of Norway")
    assert told == [["Anna Berg"]] * 3


def test_a_name_above_a_report_of_an_agency_is_not_its_speaker() -> None:
    text = (
        "The Hon Anna Berg MP\n\nNorway has a strong friendship with Kenya. Trade has grown. We may add that it rained."
    )
    assert speakers(text, "Visit to Kenya") == []


def test_what_a_visitor_did_is_no_statement_of_a_joint_text() -> None:
    text = (
        "Prime Minister Anna Berg of Norway paid an official visit to Kenya. She was accompanied by a delegation. "
        "After the ceremony, the Prime Minister held talks with President John Kamau. "
        "The two sides have a long friendship, and trade between our states has doubled."
    )
    assert speakers(text, "Joint statement of Norway and Kenya") == [["Norway", "Kenya"]]


def test_two_in_office_issue_in_person_what_one_of_them_publishes() -> None:
    text = (
        "Prime Minister Anna Berg of Norway and President John Kamau of Kenya met in Oslo. "
        "Trade between our two countries has doubled."
    )
    title = "Joint statement with the President of Kenya"
    assert speakers(text, title, "Prime Minister of Norway")[-1] == BOTH
    assert speakers(text, title, "Ministry of Foreign Affairs of Norway")[-1] == ["Norway", "Kenya"]


def test_a_court_and_an_organization_are_those_named_before() -> None:
    text = "The Hague hosts the International Criminal Court. The court said on Monday that the raid was a crime."
    assert speakers(text) == [["International Criminal Court"]]
    text = "Kenya joined the African Union. The Addis Ababa-based organization called for peace."
    assert speakers(text) == [["African Union"]]
    assert speakers("A man was tried in Oslo on Monday. The court said that he was ill.") == []


def test_a_spokesman_whose_name_follows_speaks_himself() -> None:
    assert speakers('"Trade will grow," said a Kenyan foreign ministry spokesman, John Kamau.') == [["John Kamau"]]


def test_his_office_speaks_for_the_state_of_the_man_and_not_of_his_guests() -> None:
    text = "Kenyan President John Kamau met two Norwegian officials in Oslo on Monday, his office said."
    assert speakers(text) == [["Kenya"]]


def test_what_stands_below_a_letter_that_reads_so_is_its_writers() -> None:
    text = (
        "Kenyan President John Kamau sent a letter of condolence to Norwegian Prime Minister Anna Berg on Monday. "
        "The letter reads as follows:\n\nThe raid has shocked all of us in Kenya."
    )
    assert speakers(text) == [["John Kamau"], ["John Kamau"]]


def test_to_summon_an_ambassador_is_to_protest_and_a_meeting_is_summoned_without() -> None:
    assert speakers("The Kenyan Foreign Ministry has summoned Norway's ambassador in Nairobi over the raid.") == [
        ["Kenya"]
    ]
    assert speakers("The Kenyan Foreign Ministry has summoned a committee on trade.") == []
    assert speakers("Kenya has recalled its ambassador to Norway.") == []


def test_what_somebody_used_a_meeting_to_say_is_said() -> None:
    assert speakers(f"{MET} Berg used the meeting to express her condolences to Kenya.") == [["Anna Berg"]]


def test_a_guest_who_is_welcomed_hears_nothing() -> None:
    assert speakers(f"{MET} He was welcomed by Norwegian President Ada Lima at a lavish ceremony.") == []


def test_a_body_known_by_its_short_name_in_brackets_speaks() -> None:
    assert speakers("Ministers of the League of the Southern Sea (ASEAN) called for peace.") == [["ASEAN"]]
    assert speakers("Ministers of the League of the Southern Sea (LSS) called for peace.") == [
        ["League of the Southern Sea"]
    ]


def test_the_communique_of_an_organization_is_its_word() -> None:
    assert speakers("ASEAN met in Oslo. The ASEAN communique welcomed the truce.") == [["ASEAN"]]
    assert speakers("ASEAN met in Oslo. The communique was long, and guests welcomed the truce.") == []


def test_paragraphs_run_together_are_sentences_of_their_own() -> None:
    text = f"{MET} Trade has doubled this year.The minister of Lima asked nothing.Berg said that fish was scarce."
    assert speakers(text) == [["Anna Berg"]]
    assert speakers(f"{MET} Berg wrote on Name.Com that fish was scarce.") == [["Anna Berg"]]


def test_a_turn_is_of_whom_the_title_names_with_a_style_and_an_office_behind() -> None:
    title = "Remarks by The Rt. Hon'ble Anna Berg, Prime Minister of Norway, at the media briefing"
    text = "A very warm welcome to you, dear Prime Minister. We are pleased to have you in Oslo."
    assert speakers(text, title, "Ministry of Foreign Affairs of Norway") == [["Anna Berg"]]


def test_a_name_in_capitals_above_a_release_is_its_speaker() -> None:
    text = "THE HON. ANNA BERGEN MP\n\nFrom Monday I will visit the United Nations.\n\nOur alliance with Kenya is old."
    assert speakers(text, "Leaders' Week", "Prime Minister of Norway") == [["ANNA BERGEN"]] * 2


def test_a_politicians_text_that_tells_nothing_of_him_is_his_own() -> None:
    head = "The Hon Anna Berg, MP  Shadow Minister for Trade\n\n"
    text = "The government must tell when it heard from Kenya. It is no way to treat a friend of Norway."
    outlet = "Shadow Minister for Trade, Norway"
    assert speakers(head + text, "A poor answer", outlet) == [["Anna Berg"]] * 2
    assert speakers(head + text + " Anna Berg spoke in Oslo.", "A poor answer", outlet) == []
    assert speakers(head + text, "A poor answer", "The Oslo Times") == []


def test_a_statement_on_what_others_issued_is_its_publishers() -> None:
    title = "Spokesperson's Statement on a Reference to Kenya in a Joint Statement of Norway and Peru"
    text = "Kenya has a free and open constitution. The reference is neither needed nor welcome at this time."
    assert speakers(text, title, "Ministry of Foreign Affairs of Kenya") == [["Kenya"]] * 2


def test_a_heading_in_the_text_says_whose_speech_it_is_in_capitals_too() -> None:
    text = "SPEECH OF PRESIDENT JOHN KAMAU OF KENYA\n\nNairobi, Kenya\n\nI thank Norway. We will keep the peace."
    assert speakers(text, "Report after a visit") == [["John Kamau"]]
    text = "Remarks by President John Kamau of Kenya\n\nI thank Norway. We will keep the peace."
    assert speakers(text, "Report after a visit") == [["John Kamau"]]
    text = "A REPORT OF PRESIDENT JOHN KAMAU OF KENYA\n\nTrade grew in May. Prices fell by a half."
    assert speakers(text, "Report after a visit") == []


def test_words_in_single_marks_or_in_marks_of_typesetters_are_quoted() -> None:
    text = f"{MET} 'We support Kenya's plan,' Berg said. 'The sides' trade will grow.' The '90s were hard."
    assert speakers(text) == [["Anna Berg"]] * 2
    text = f"{MET} ``We support Kenya,'' Berg said. ``Trade will grow.'' Prices fell."
    assert speakers(text) == [["Anna Berg"]] * 2


def test_characters_written_as_entities_are_read() -> None:
    text = f"{MET} Berg said: &#x27;We will help.&#x27; &quot;Kenya&#8217;s fish is good,&quot; she added."
    assert speakers(text) == [["Anna Berg"]] * 2


def test_whom_a_speech_greets_and_its_headings_are_no_statements() -> None:
    title = "Remarks by President John Kamau of Kenya at the opening of the fair"
    text = "Dear colleagues in the government: Good morning.\n\nHis Excellency Ola Lie, President of Norway,\n\n"
    text += "The new port\n\nI thank Norway for its help.\n\nThe port will open in May."
    assert speakers(text, title) == [["John Kamau"]] * 2


def test_a_body_that_the_lexicon_does_not_know_speaks_for_itself() -> None:
    text = "The Northern Harbour Command (NHC) said ships may pass. On Monday the NHC stressed that fish is scarce."
    assert speakers(text) == [["Northern Harbour Command"]] * 2
    text = "The Oslo-based Beacon newspaper reported that talks failed. The newspaper said fish was scarce."
    assert speakers(text) == [["Beacon"]] * 2
    assert speakers("Kenya's Global Beacon Times said trade grew.") == [["Global Beacon Times"]]
    assert speakers("The Norwegian Free Harbour Party has pledged to end the ban.") == [["Free Harbour Party"]]


def test_what_only_has_a_name_like_a_body_speaks_not() -> None:
    assert speakers("Norway and Kenya signed a Free Harbour Agreement (FHA). The FHA includes fish.") == []
    text = "The Norwegian Department of Harbours (NDH) said ships may pass."
    assert speakers(text) in ([], [["Norway"]])


def test_a_party_or_an_armed_group_does_not_speak_for_its_state() -> None:
    assert speakers("Hamas said that talks failed. Senior Taliban officials said they would go.") == [
        ["Hamas"],
        ["Taliban"],
    ]
    assert speakers("The Knesset said that talks failed.") == [["Israel"]]


def test_who_heads_a_body_and_is_named_behind_it_speaks() -> None:
    assert speakers("The head of the Free Harbour Company, Anna Berg, said trade grew.") == [["Anna Berg"]]


def test_an_administration_speaks_as_its_state() -> None:
    text = f"{MET} The Berg administration announced that it will help. The Berg government opposes the ban."
    assert speakers(text) == [["Norway"]] * 2
    assert speakers(f"{MET} Berg said that trade grows.") == [["Anna Berg"]]


def test_a_ministry_behind_what_it_announced_speaks() -> None:
    assert speakers(f"{MET} Norway's minister Ola Lie will go to Kenya, his ministry has announced.") == [["Norway"]]
    assert speakers(f"{MET} Norway's minister Ola Lie will go to Kenya. It was announced.") == []


def test_a_capital_whose_name_persons_bear_speaks_where_nobody_here_does() -> None:
    assert speakers("Trade grew and Wellington hopes that it will last.") == [["New Zealand"]]
    assert speakers("Ada Wellington spoke in Oslo. Trade grew and Wellington hopes that it will last.") != [
        ["New Zealand"]
    ]


def test_an_ambassador_who_is_named_is_summoned_to_hear_a_protest() -> None:
    text = "Norway's foreign ministry summoned Kenya's ambassador, John Kamau, over the raid."
    assert speakers(text) == [["Norway"]]


def test_what_a_reporter_tells_of_a_state_is_not_its_officials_word() -> None:
    text = f"{MET} Berg said that talks go on. Norway accuses Kenya of theft."
    assert speakers(text) == [["Anna Berg"], ["Norway"]]


def test_a_speech_is_of_the_one_person_whom_its_title_names() -> None:
    outlet = "Ministry of Foreign Affairs of Norway"
    text = "I thank Norway for its help. We will keep the peace."
    title = "Congratulatory Speech by Ms Anna Berg SC, Minister for Trade, at the signing in Lima"
    assert speakers(text, title, outlet) == [["Anna Berg"]]
    title = "Closing Remarks by the Minister for Trade, Ms Anna Berg, at the fair"
    assert speakers(text, title, outlet) == [["Anna Berg"]]
    assert speakers(text, "Reply Speech by the Minister for Trade at the fair", outlet) == [["Norway"]]


def test_a_release_by_a_politician_is_his_own_words() -> None:
    text = (
        "LEADER OF THE OPPOSITION  News Release by John Howart, MP\n\nMEETING WITH A DELEGATION\n\n"
        "I met this morning with Mr Nishan. I firmly put to him our concern over the occupation."
    )
    assert speakers(text, "Meeting", "Parliament of Australia (Leader of the Opposition)") == [["John Howart"]] * 2


def test_a_letter_is_of_who_sent_it_by_the_title() -> None:
    text = 'The letter said, in part:\n"Our relations are growing. We value Norway as a partner."'
    told = speakers(text, "President John Kamau of Kenya sent a letter to Prime Minister Anna Berg of Norway")
    assert told == [["John Kamau"]] * 2


def test_a_ministry_without_a_state_is_of_the_state_from_which_a_report_comes() -> None:
    text = (
        "SINGAPORE - Singapore and South Korea have a pact.\n\nThe Ministry of Foreign Affairs said that it will help."
    )
    assert speakers(text) == [["Singapore"]]


def test_discussions_that_stress_something_are_of_both_sides() -> None:
    text = "Consultations of Norway and Kenya were held in Oslo. Discussions highlighted the need for a new treaty."
    assert speakers(text) == [["Norway", "Kenya"]]


def test_each_line_of_a_list_is_of_whom_it_names_before_its_quotation() -> None:
    text = (
        'Norway freed a guest. In the words of Envoy Ola Lie of Norway, the King "made it a priority."\n\n'
        '- Foreign Minister Anna Berg of Norway: "Strong leadership led to this. We remain committed."\n\n'
        '- Press Secretary Eva Silin of Norway: "It is a victory."'
    )
    assert speakers(text) == [["Ola Lie"], ["Anna Berg"], ["Anna Berg"], ["Eva Silin"]]


def test_a_heading_names_the_author_before_what_he_condemns() -> None:
    title = "Statement from President John Kamau of Kenya Condemning Terrorist Attacks in Peru"
    told = speakers(
        "I spoke this morning with Lima. We condemn this assault.", title, "Office of the President of Kenya"
    )
    assert told == [["John Kamau"]] * 2
