// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "shell/top_bar.h"

#include "palette/palette_field.h"
#include "servers/server_button.h"
#include "theme/theme.h"
#include "traffic_layer.h"
#include "ui_state.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

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

    void theRangeIsThereWhereChartsAre()
    {
        QVERIFY(m_bar->ranges()->isVisible());
        m_bar->setChartsShown(false);
        QVERIFY(!m_bar->ranges()->isVisible());
        QVERIFY(!exportButton()->isVisible());
        m_bar->setZoomed(true);
        QVERIFY(!backButton()->isVisible());
        m_bar->setChartsShown(true);
        QVERIFY(backButton()->isVisible());
        QVERIFY(exportButton()->isVisible());
    }

    void aNarrowBarLeavesTheLeastNeededToTheMenu()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.url = u"http://localhost:41984"_s;
        m_bar->setStatus(status);
        m_bar->setFaults({made(1, FaultKind::HalfOpen)});
        m_bar->setTestClients(1000);
        m_bar->setFileUse(900, 1000);
        m_bar->resize(1800, 52);
        QCoreApplication::processEvents();
        QVERIFY(exportButton()->isVisible());
        for (const int width : {1360, 1024, 860}) {
            m_bar->resize(width, 52);
            QCoreApplication::processEvents();
            int right = 0;
            for (const QWidget* item :
                m_bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (!item->isVisible())
                    continue;
                QVERIFY2(item->x() >= right, item->metaObject()->className());
                right = item->geometry().right();
                const bool gives = qobject_cast<const QLineEdit*>(item) != nullptr
                    || qobject_cast<const PaletteField*>(item) != nullptr
                    || qobject_cast<const QAbstractButton*>(item) == nullptr;
                QVERIFY(gives || item->width() >= item->sizeHint().width());
            }
            QVERIFY(right < width);
            // The whole address can be read, and the hub be stopped, at any size.
            const auto* address = m_bar->findChild<QLineEdit*>();
            QVERIFY(
                address->width() >= address->fontMetrics().horizontalAdvance(address->text()) + 20);
            QVERIFY(m_bar->startStopButton()->isVisible());
            QVERIFY(m_bar->menuButton()->isVisible());
        }
        QVERIFY(!exportButton()->isVisible());
        QVERIFY(m_bar->faultPill()->isVisible());
    }

    // As in the window: with the name of a hub, all of what is wished of it on the dashboard.
    void theNameIsWholeAndAllThatIsNeededIsThere_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("hasWords"); // of the field
        QTest::newRow("wide") << 1900 << true;
        QTest::newRow("usual") << 1360 << true;
        QTest::newRow("small") << 900 << false;
    }
    void theNameIsWholeAndAllThatIsNeededIsThere()
    {
        QFETCH(const int, width);
        QFETCH(const bool, hasWords);
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"settings.ini"_s), QSettings::IniFormat);
        UiState state(settings);
        QWidget page;
        state.traffic().addPage(page);
        page.show();
        m_bar = std::make_unique<TopBar>(
            m_theme, QStringList{u"1 min"_s, u"5 min"_s, u"1 h"_s, u"24 h"_s, u"30 d"_s});
        HubStatus status;
        status.state = HubState::Listening;
        status.url = u"https://eu-1.example:3000"_s;
        m_bar->setTraffic(state.traffic());
        MetricsSample sample;
        sample.own.connections = 1;
        state.traffic().takeSample(sample);
        m_bar->setServer(u"This computer"_s, {}, {});
        m_bar->setStatus(status);
        m_bar->resize(width, 52);
        m_bar->show();
        QCoreApplication::processEvents();
        const ServerButton* server = m_bar->serverButton();
        QVERIFY(server->isVisible());
        QCOMPARE(server->width(), server->sizeHint().width());
        QVERIFY(m_bar->statePill()->isVisible());
        QVERIFY(m_bar->trafficChoice()->isVisible());
        QVERIFY(m_bar->ranges()->isVisible());
        QVERIFY(m_bar->menuButton()->isVisible());
        QVERIFY(m_bar->paletteField()->isVisible());
        QCOMPARE(
            m_bar->paletteField()->width() >= m_bar->paletteField()->sizeHint().width(), hasWords);
        QVERIFY(m_bar->brokerPill()->isVisible() || !hasWords);
        QVERIFY(m_bar->startStopButton()->isVisible() || width < 1900);
        int right = 0;
        for (const QWidget* item :
            m_bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (!item->isVisible())
                continue;
            QVERIFY2(item->x() >= right, item->metaObject()->className());
            right = item->geometry().right();
        }
        QVERIFY(right < width);
        // To start one that stands still is offered at any width.
        status.state = HubState::Stopped;
        m_bar->setStatus(status);
        QVERIFY(m_bar->startStopButton()->isVisible());
        m_bar.reset(); // before what it follows
    }

    void onlyToStartAHubIsMarkedAsTheThingToDo()
    {
        HubStatus status;
        m_bar->setStatus(status);
        QCOMPARE(m_bar->startStopButton()->property("look").toString(), u"primary"_s);
        status.state = HubState::Listening;
        m_bar->setStatus(status);
        QCOMPARE(m_bar->startStopButton()->property("look").toString(), QString());
    }

    void theChoiceOfTrafficIsThereOnceThereIsSomethingToTellApart()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(u"settings.ini"_s), QSettings::IniFormat);
        UiState state(settings);
        TrafficLayer& layer = state.traffic();
        QWidget page;
        layer.addPage(page);
        page.show();
        m_bar->setTraffic(layer);
        Segmented* choice = m_bar->trafficChoice();
        QVERIFY(!choice->isVisible());
        MetricsSample sample;
        sample.own.connections = 1;
        layer.takeSample(sample);
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->accessibleName(), u"Whose traffic is shown"_s);
        QCOMPARE(choice->current(), int(Traffic::All));

        QTest::keyClick(choice->focusProxy(), Qt::Key_Right);
        QCOMPARE(layer.current(), Traffic::Real);
        QTest::mouseClick(button(u"Test"_s), Qt::LeftButton);
        QCOMPARE(layer.current(), Traffic::Test);
        layer.setCurrent(Traffic::All); // elsewhere
        QCOMPARE(choice->current(), int(Traffic::All));
        page.hide(); // another page does not tell them apart
        QVERIFY(!choice->isVisible());
        page.show();
        m_bar->setChartsShown(false);
        m_bar->resize(860, 52);
        QCoreApplication::processEvents();
        QVERIFY(choice->isVisible());
        m_bar.reset(); // before what it follows
    }

    void thePillOfTestClientsIsPressed()
    {
        m_bar->setTestClients(1234);
        QVERIFY(m_bar->demoPill()->text().startsWith(u"1,234 test client"));
        QSignalSpy asked(m_bar.get(), &TopBar::testClientsRequested);
        QTest::mouseClick(m_bar->demoPill(), Qt::LeftButton);
        QTest::keyClick(m_bar->demoPill(), Qt::Key_Space);
        QCOMPARE(asked.size(), 2);
        m_bar->setTestClients(0);
        QVERIFY(!m_bar->demoPill()->isVisible());
    }

private:
    QPushButton* button(const QString& word) const
    {
        for (QPushButton* button : m_bar->findChildren<QPushButton*>()) {
            if (button->text().contains(word))
                return button;
        }
        return nullptr;
    }
    QPushButton* exportButton() const { return button(u"Export"_s); }
    QPushButton* backButton() const { return button(u"live"_s); }

    Theme m_theme;
    std::unique_ptr<TopBar> m_bar;
};

ROOM_TEST(TestTopBar, QApplication)
#include "tst_top_bar.moc"
