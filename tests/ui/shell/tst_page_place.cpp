// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page_place.h"

#include "connections/connections_page.h"
#include "dashboard/dashboard_page.h"
#include "limits/limits_page.h"
#include "main_window.h"
#include "messages/messages_page.h"
#include "metrics/sample.h"
#include "pages.h"
#include "publish/publish_page.h"
#include "settings/settings_page.h"
#include "palette/palette_field.h"
#include "shell/page_list.h"
#include "shell/top_bar.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "widgets/tile.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// Pages are made when they are first looked at, and nobody can tell.
class TestPagePlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        m_hub = std::make_unique<FakeHubPort>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings);
        m_window->resize(1360, 850);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
    }

    void itIsEmptyUntilItIsShownAndFilledOnce()
    {
        QStackedWidget stack;
        stack.addWidget(new QWidget);
        int made = 0;
        auto* place = new PagePlace(u"Later"_s, [&made] {
            ++made;
            return new QPushButton(u"of the page"_s);
        });
        stack.addWidget(place);
        stack.show();
        QVERIFY(!place->isBuilt());
        QCOMPARE(place->accessibleName(), u"Later"_s);
        QVERIFY(place->findChildren<QPushButton*>().isEmpty());
        stack.setCurrentIndex(1);
        QVERIFY(place->isBuilt());
        QVERIFY(place->findChild<QPushButton*>()->isVisible());
        stack.setCurrentIndex(0);
        stack.setCurrentIndex(1);
        place->build();
        QCOMPARE(made, 1);
    }

    void itCanBeFilledBeforeItIsShown()
    {
        QStackedWidget stack;
        stack.addWidget(new QWidget);
        auto* place = new PagePlace(u"Later"_s, [] { return new QPushButton(u"of the page"_s); });
        stack.addWidget(place);
        stack.show();
        place->build();
        const auto* button = place->findChild<QPushButton*>();
        QVERIFY(!button->isVisible());
        QVERIFY(button->isVisibleTo(place)); // as who searches the pages asks
        stack.setCurrentIndex(1);
        QVERIFY(button->isVisible());
    }

    void theWindowMakesAPageWhenItIsLookedAt()
    {
        QVERIFY(m_window->findChild<DashboardPage*>()->isVisible());
        QVERIFY(!m_window->findChild<SettingsPage*>());
        QVERIFY(!m_window->findChild<PublishPage*>());
        show(u"Settings"_s);
        QVERIFY(m_window->findChild<SettingsPage*>()->isVisible());
        QVERIFY(!m_window->findChild<PublishPage*>());
    }

    void whatTheWindowHadOpenIsThereAtOnce()
    {
        show(u"Messages"_s);
        m_window.reset();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings);
        m_window->show();
        QVERIFY(m_window->findChild<MessagesPage*>()->isVisible());
    }

    void eachPageOfTheListHasOne()
    {
        const auto* list = m_window->findChild<PageList*>();
        const QList<int> pages = list->pagesInOrder();
        QVERIFY(pages.size() >= 15);
        for (const int page : pages) {
            m_window->showPage(page);
            const QWidget& current = m_window->room().pages().current();
            QCOMPARE(current.accessibleName(), list->titleOf(page));
            QVERIFY2(current.findChildren<QWidget*>().size() > 5, qPrintable(list->titleOf(page)));
        }
    }

    // What was measured before they were there.
    void aPageThatIsMadeLateKnowsWhatItWasNotTold()
    {
        HubStatus status = m_hub->status();
        status.startedAtMs = QDateTime::currentMSecsSinceEpoch() - 100'000;
        m_hub->setStatus(status);
        sample(1234);
        QVERIFY(!m_window->findChild<LimitsPage*>());
        show(u"Limits"_s);
        const Tile* tile = m_window->findChild<LimitsPage*>()->tile(LimitsPage::Connections);
        QCOMPARE(tile->value(), u"1,234"_s);
    }

    // … but for what an earlier run of the hub had.
    void whatIsOfAnEarlierRunIsNotTakenForNow()
    {
        sample(1234);
        HubStatus status = m_hub->status();
        status.startedAtMs = QDateTime::currentMSecsSinceEpoch() + 1000;
        m_hub->setStatus(status);
        show(u"Limits"_s);
        const Tile* tile = m_window->findChild<LimitsPage*>()->tile(LimitsPage::Connections);
        QVERIFY(tile->value() != u"1,234"_s);
    }

    void leadingToAPageMakesIt()
    {
        show(u"Connections"_s);
        Q_EMIT m_window->findChild<ConnectionsPage*>()->sendToUser(u"42"_s);
        const auto* publish = m_window->findChild<PublishPage*>();
        QVERIFY(publish->isVisible());
        const auto fields = publish->findChildren<QLineEdit*>();
        QVERIFY(std::any_of(fields.begin(), fields.end(),
            [](const QLineEdit* field) { return field->isVisible() && field->text() == u"42"_s; }));
    }

    void nothingIsMadeToFindOutThatNothingRuns()
    {
        const Pages& pages = m_window->room().pages();
        QVERIFY(!pages.isLoadTesting());
        QVERIFY(!pages.isTapping());
        QVERIFY(!pages.isRepeating());
        QVERIFY(!pages.loadDesk());
        m_window->close(); // asks whether anything would be lost
        QVERIFY(!m_window->findChild<PublishPage*>());
    }

    // Ctrl+K looks through all pages: once Ctrl is down, they are made one after another.
    void ctrlMakesThePagesAhead()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyPress(m_window.get(), Qt::Key_Shift);
        QCoreApplication::processEvents();
        QVERIFY(!m_window->findChild<SettingsPage*>());
        QTest::keyRelease(m_window.get(), Qt::Key_Shift);
        QTest::keyPress(m_window.get(), Qt::Key_Control);
        QVERIFY(!m_window->findChild<SettingsPage*>()); // not at once
        QTRY_VERIFY(m_window->findChild<SettingsPage*>());
        QTRY_VERIFY(m_window->findChild<LimitsPage*>() && m_window->findChild<PublishPage*>());
        QTRY_VERIFY(!m_window->room().pages().buildNext());
        QVERIFY(m_window->findChild<DashboardPage*>()->isVisible());
        QTest::keyRelease(m_window.get(), Qt::Key_Control);
    }

    void pointingAtTheFieldOfThePaletteDoesSo()
    {
        QWidget* field = m_window->topBar()->paletteField();
        QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1));
        QCoreApplication::sendEvent(field, &enter);
        QTRY_VERIFY(m_window->findChild<SettingsPage*>());
    }

    void whoSearchesFindsWhatIsOnPagesThatWereNotMade()
    {
        QWidget* page = m_window->room().pages().named(u"Setup doctor"_s);
        const auto buttons = page->findChildren<QPushButton*>();
        QVERIFY(std::any_of(buttons.begin(), buttons.end(),
            [](const QPushButton* one) { return one->text().remove(u'&') == u"Examine"_s; }));
        QVERIFY(!page->isVisible());
    }

private:
    void show(const QString& title) { m_window->room().pages().showNamed(title); }
    void sample(quint64 connections)
    {
        MetricsSample sample;
        sample.timeMs = QDateTime::currentMSecsSinceEpoch();
        sample.intervalMs = 500;
        sample.connections = connections;
        Q_EMIT m_hub->sampled(sample);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestPagePlace, QApplication)
#include "tst_page_place.moc"
