// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "shell/top_bar.h"

#include "theme/theme.h"
#include "widgets/pill.h"
#include "support/room.h"

#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

Fault made(quint64 id, FaultKind kind, Fault::Origin origin = Fault::Origin::Window)
{
    Fault fault;
    fault.id = id;
    fault.kind = kind;
    fault.origin = origin;
    return fault;
}

} // namespace

class TestTopBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_bar = std::make_unique<TopBar>(m_theme, QStringList{u"1 min"_s});
        m_bar->resize(1360, 52);
        m_bar->show();
    }

    void cleanup() { m_bar.reset(); }

    void aRedPillTellsOfFaultsWhileAnyIsOn()
    {
        const Pill* pill = m_bar->faultPill();
        QVERIFY(!pill->isVisible());
        m_bar->setFaults({made(1, FaultKind::HalfOpen)});
        QVERIFY(pill->isVisible());
        QCOMPARE(pill->tone(), Pill::Tone::Bad);
        QCOMPARE(pill->text(), u"1 fault on"_s);
        m_bar->setFaults({made(1, FaultKind::HalfOpen), made(2, FaultKind::Refuse)});
        QCOMPARE(pill->text(), u"2 faults on"_s);
        QCOMPARE(pill->toolTip(),
            describeFault(made(1, FaultKind::HalfOpen)) + u'\n'
                + describeFault(made(2, FaultKind::Refuse)));
        m_bar->setFaults({});
        QVERIFY(!pill->isVisible());
    }

    void whatTheDoctorDoesIsNotToldOf()
    {
        m_bar->setFaults({made(1, FaultKind::HalfOpen, Fault::Origin::Doctor)});
        QVERIFY(!m_bar->faultPill()->isVisible());
    }

    void thePillLeadsToTheFaults()
    {
        m_bar->setFaults({made(1, FaultKind::HalfOpen)});
        QSignalSpy asked(m_bar.get(), &TopBar::faultsRequested);
        QTest::mouseClick(m_bar->faultPill(), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QTest::keyClick(m_bar->faultPill(), Qt::Key_Space);
        QCOMPARE(asked.size(), 2);
        QTest::mouseClick(m_bar->statePill(), Qt::LeftButton); // a plain one
        QCOMPARE(asked.size(), 2);
    }

private:
    Theme m_theme;
    std::unique_ptr<TopBar> m_bar;
};

ROOM_TEST(TestTopBar, QApplication)
#include "tst_top_bar.moc"
