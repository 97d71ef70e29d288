from datetime import date

from sync.thai.holidays import days_off


def test_public_holidays_are_days_off_the_moons_too() -> None:
    # 13 April is Songkran; Makha Bucha of 2027 fell on 21 February, a Sunday, and was
    # made up for on the Monday
    days = days_off([2027], (), ())

    assert {date(2027, 4, 13), date(2027, 2, 22)} <= days
    assert date(2027, 4, 16) not in days


def test_an_office_adds_days_and_takes_away_others() -> None:
    own, works = date(2027, 4, 16), date(2027, 5, 3)

    days = days_off([2027], [own], [works])

    assert own in days
    assert works in days_off([2027], (), ())
    assert works not in days
