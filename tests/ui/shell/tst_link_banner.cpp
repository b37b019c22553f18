// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/link_banner.h"

#include "format.h"
#include "shell/link_veil.h"
#include "support/fake_hub_port.h"
#include "support/room.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 NowMs = 1'790'000'010'000;

// Counts how often it is tried at once.
class TriedHub : public FakeHubPort {
public:
    void tryNow() override { ++tries; }
    int tries = 0;
};

HubLink lostLink()
{
    HubLink link;
    link.state = HubLink::State::Lost;
    link.sinceMs = NowMs - 8000;
    link.heardAtMs = NowMs - 9000;
    link.retryAtMs = NowMs + 3200;
    return link;
}

} // namespace

class TestLinkBanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysSinceWhenAndWhenItIsTriedAgain()
    {
        const HubLink link = lostLink();
        const QString since = format::clock(link.sinceMs, false);
        QCOMPARE(LinkBanner::textOf(u"eu-1"_s, link, NowMs),
            u"eu-1 does not answer since %1; tried again in 4 s."_s.arg(since));
        QCOMPARE(LinkBanner::textOf(u"eu-1"_s, link, link.retryAtMs),
            u"eu-1 does not answer since %1; it is tried again."_s.arg(since));
        QVERIFY(LinkBanner::noteOf(link).startsWith(
            u"What is shown is of %1."_s.arg(format::clock(link.heardAtMs, false))));
    }

    void aRefusalSaysWhatToDoAndNothingOfTime()
    {
        HubLink link = lostLink();
        link.state = HubLink::State::Refused;
        link.problem = u"The token has expired: give another."_s;
        QCOMPARE(LinkBanner::textOf(u"eu-1"_s, link, NowMs),
            u"eu-1 lets this window look no further. The token has expired: give another."_s);
    }

    void aFirstConnectionIsNoLoss()
    {
        HubLink link;
        link.state = HubLink::State::Connecting;
        QCOMPARE(LinkBanner::textOf(u"eu-1"_s, link, NowMs), u"Connecting to eu-1…"_s);
        QVERIFY(LinkBanner::noteOf(link).isEmpty());
    }

    void comesAndGoesWithTheLinkAndTriesWhenAsked()
    {
        TriedHub hub;
        QWidget window;
        auto* banner = new LinkBanner(hub, &window);
        window.show();
        const QSignalSpy changed(banner, &LinkBanner::changed);
        QVERIFY(!banner->isVisible());
        hub.setLink(lostLink());
        QVERIFY(banner->isVisible());
        QCOMPARE(changed.count(), 1);
        QVERIFY(banner->accessibleDescription().contains(banner->text()));
        QVERIFY(banner->tryButton()->focusPolicy() & Qt::TabFocus);
        banner->tryButton()->click();
        QCOMPARE(hub.tries, 1);
        HubLink up;
        up.state = HubLink::State::Connected;
        hub.setLink(up);
        QVERIFY(!banner->isVisible());
        QCOMPARE(changed.count(), 2);
    }

    void theHubOfThisProcessIsNeverAway()
    {
        FakeHubPort hub;
        hub.setLink({});
        const LinkBanner banner(hub);
        QVERIFY(!banner.isThere());
    }

    void theLastPictureIsCoveredAndStillTakesThePointer()
    {
        FakeHubPort hub;
        QStackedWidget pages;
        auto* button = new QPushButton(u"Details"_s);
        pages.addWidget(button);
        pages.addWidget(new QWidget);
        auto* veil = new LinkVeil(hub, pages);
        pages.resize(300, 200);
        pages.show();
        QVERIFY(!veil->isVisible());
        hub.setLink(lostLink());
        QVERIFY(veil->isVisible());
        QCOMPARE(veil->geometry(), pages.rect());
        pages.setCurrentIndex(1);
        pages.setCurrentIndex(0);
        QCOMPARE(pages.children().last(), veil); // above the page
        QCOMPARE(pages.childAt(button->geometry().center()), button);
        pages.resize(400, 300);
        QCOMPARE(veil->geometry(), pages.rect());
        hub.setLink({});
        QVERIFY(!veil->isVisible());
    }
};

ROOM_TEST(TestLinkBanner, QApplication)
#include "tst_link_banner.moc"
