// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ability_gate.h"

#include "shell/ability_note.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using Ability = HubPort::Ability;

namespace {

// Of an older version: of some it tells nothing.
class OlderHub : public FakeHubPort {
public:
    QString unseen(Sight sight) const override
    {
        return sight == Sight::Messages && isOld ? u"It is Fanlight 0.9: upgrade it."_s : QString();
    }
    bool isOld = true;
};

HubLink linkOf(HubLink::State state)
{
    HubLink link;
    link.state = state;
    return link;
}

} // namespace

class TestAbilityGate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsMissingIsHiddenAndSaysWhy()
    {
        FakeHubPort hub;
        AbilityGate gate(hub);
        QWidget page;
        auto* button = new QPushButton(&page);
        QAction action;
        QShortcut key(Qt::Key_F2, &page);
        page.show();
        gate.show(Ability::Publish, {static_cast<QWidget*>(button)});
        gate.show(Ability::Publish, {&action});
        gate.arm(Ability::Publish, {&key});
        QVERIFY(button->isVisible() && action.isVisible() && key.isEnabled());
        const QSignalSpy changed(&gate, &AbilityGate::changed);
        hub.setMissing(Ability::Publish, u"It needs the role publish."_s);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!button->isVisible() && !action.isVisible() && !key.isEnabled());
        QCOMPARE(gate.why(Ability::Publish), u"It needs the role publish."_s);
        QCOMPARE(gate.blocked(Ability::Publish), gate.why(Ability::Publish));
        hub.setMissing(Ability::Publish, {});
        QVERIFY(button->isVisible() && action.isVisible() && key.isEnabled());
    }

    void aLostHubHidesNothingAndTakesNothing()
    {
        FakeHubPort hub;
        hub.setMissing(Ability::Publish, u"It needs the role publish."_s);
        AbilityGate gate(hub);
        hub.setLink(linkOf(HubLink::State::Lost));
        QVERIFY(gate.isOffered(Ability::Disconnect));
        QVERIFY(!gate.isOpen(Ability::Disconnect));
        QCOMPARE(gate.blocked(Ability::Disconnect), u"The hub does not answer."_s);
        // What a hub says while it does not answer is about the link: it hides nothing.
        hub.setMissing(Ability::Disconnect, u"eu-1 does not answer."_s);
        QVERIFY(gate.isOffered(Ability::Disconnect));
        QCOMPARE(gate.blocked(Ability::Disconnect), u"eu-1 does not answer."_s);
        QVERIFY(!gate.isOffered(Ability::Publish)); // as it was
        hub.setMissing(Ability::Disconnect, {});
        hub.setLink(linkOf(HubLink::State::Connected));
        QVERIFY(gate.isOpen(Ability::Disconnect));
    }

    void onlyTheHubOfThisProcessIsOnesOwn()
    {
        FakeHubPort hub;
        AbilityGate gate(hub);
        QVERIFY(!gate.isOwn()); // it is connected to
        hub.setLink(linkOf(HubLink::State::Here));
        QVERIFY(gate.isOwn());
        hub.setReadOnly(); // a record of one
        QVERIFY(!gate.isOwn());
        QVERIFY(gate.isReadOnly());
    }

    void whoMayOnlyPublishIsNoReader()
    {
        FakeHubPort hub;
        hub.setReadOnly();
        AbilityGate gate(hub);
        QVERIFY(gate.isReadOnly());
        hub.setMissing(Ability::Publish, {});
        QVERIFY(!gate.isReadOnly());
    }

    void whatAnOlderHubCannotTellIsSaidInPlaceOfThePage()
    {
        OlderHub hub;
        const Theme theme;
        auto* page = new QLabel(u"rows"_s);
        AbilityNote note(page, hub, theme, {HubPort::Sight::Messages, {Ability::Publish}});
        note.show();
        QVERIFY(!page->isVisible());
        QCOMPARE(note.unseenText(), u"It is Fanlight 0.9: upgrade it."_s);
        QVERIFY(note.text().isEmpty());
        hub.isOld = false;
        Q_EMIT hub.abilitiesChanged();
        QVERIFY(page->isVisible());
        QVERIFY(note.unseenText().isEmpty());
    }

    void theFirstThatIsMissingIsToldAboveThePage()
    {
        FakeHubPort hub;
        const Theme theme;
        auto* page = new QLabel(u"rows"_s);
        AbilityNote note(
            page, hub, theme, {std::nullopt, {Ability::ChangeOptions, Ability::StartAndStop}});
        QVERIFY(note.text().isEmpty());
        hub.setMissing(Ability::StartAndStop, u"It is started there."_s);
        QCOMPARE(note.text(), u"It is started there."_s);
        hub.setMissing(Ability::ChangeOptions, u"It needs the role admin."_s);
        QCOMPARE(note.text(), u"It needs the role admin."_s);
    }
};

ROOM_TEST(TestAbilityGate, QApplication)
#include "tst_ability_gate.moc"
