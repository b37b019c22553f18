// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "settings/broker_card.h"
#include "settings/change_bar.h"
#include "settings/kept_options.h"
#include "settings/option_control.h"
#include "settings/option_draft.h"
#include "settings/language_row.h"
#include "settings/option_row.h"
#include "settings/quantity_spin.h"
#include "settings/theme_row.h"
#include "translation.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QFile>
#include <QListWidget>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSettingsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        open();
    }

    void cleanup()
    {
        m_page.reset();
        m_draft.reset();
        m_around.reset();
    }

    // ---- groups and search

    void everyOptionStandsInExactlyOneGroup()
    {
        QStringList shown;
        for (int group = 0; group < SettingsGroupCount; ++group) {
            m_page->groupList()->setCurrentRow(group);
            QVERIFY(group == 0 || !m_page->shownOptions().isEmpty());
            shown += m_page->shownOptions();
        }
        QStringList all;
        for (const OptionSpec& spec : hubOptionSpecs())
            all << QString::fromLatin1(spec.name);
        shown.sort();
        all.sort();
        QCOMPARE(shown, all);
    }

    void theThemeIsAppearanceAndIsTakenAtOnce()
    {
        m_page->groupList()->setCurrentRow(int(SettingsGroup::Appearance));
        QVERIFY(m_page->themeRow()->isVisible());
        m_page->themeRow()->choice()->setCurrent(2);
        QCOMPARE(m_around->theme.mode(), Theme::Mode::Dark);
        QCOMPARE(SettingsPage::savedThemeMode(m_around->settings), Theme::Mode::Dark);
        QCOMPARE(m_page->bar()->countText(), u"No changes"_s);
    }

    void saysWhereTheThemeComesFrom()
    {
        QCOMPARE(m_page->themeRow()->origin(), u"default"_s);
        m_page->themeRow()->choice()->setCurrent(2);
        QCOMPARE(m_page->themeRow()->origin(), u"settings file"_s);
        m_draft->setStart(m_around->hub.options(), {{u"theme"_s, OptionOrigin::CommandLine}});
        QCOMPARE(m_page->themeRow()->origin(), u"from --theme"_s);
    }

    void theLanguageIsKeptForTheNextStart()
    {
        const LanguageRow& row = *m_page->languageRow();
        QVERIFY(row.isVisible());
        QCOMPARE(row.origin(), u"default"_s);
        QVERIFY(!row.explanation().contains(u"started again"_s));
        row.choice()->setCurrent(1);
        QCOMPARE(language::saved(m_around->settings), u"de"_s);
        QCOMPARE(row.origin(), u"settings file"_s);
        QVERIFY(row.explanation().contains(u"started again"_s));
        row.choice()->setCurrent(0);
        QCOMPARE(language::saved(m_around->settings), u"system"_s);
        QVERIFY(!row.explanation().contains(u"started again"_s));
        m_draft->setStart(m_around->hub.options(), {{u"language"_s, OptionOrigin::CommandLine}});
        QCOMPARE(row.origin(), u"from --language"_s);
    }

    void theLanguageIsFoundByAnyOfItsNames()
    {
        for (const QString& search : {u"language"_s, u"Deutsch"_s, u"--language"_s}) {
            m_page->searchEdit()->setText(search);
            QVERIFY2(m_page->languageRow()->isVisible(), qPrintable(search));
            QVERIFY2(!m_page->themeRow()->isVisible(), qPrintable(search));
        }
    }

    void findsASettingByAnyOfItsNames_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QString>("first");
        QTest::newRow("the option's name") << u"heartbeat"_s << u"heartbeat"_s;
        QTest::newRow("as on the command line") << u"--batch-max"_s << u"batch-max"_s;
        QTest::newRow("as in the environment") << u"FANLIGHT_RETRY"_s << u"retry"_s;
        QTest::newRow("its title") << u"come back"_s << u"max-lifetime"_s;
        QTest::newRow("what it does") << u"bearer"_s << u"publish-token"_s;
        QTest::newRow("a choice") << u"oldest events"_s << u"slow-client"_s;
        QTest::newRow("the broker") << u"redis"_s << u"instance-name"_s;
    }

    void findsASettingByAnyOfItsNames()
    {
        QFETCH(const QString, search);
        QFETCH(const QString, first);
        m_page->searchEdit()->setText(search);
        QVERIFY2(!m_page->shownOptions().isEmpty(), qPrintable(search));
        QCOMPARE(m_page->shownOptions().constFirst(), first);
        QVERIFY(m_page->shownOptions().size() < 12);
        m_page->searchEdit()->clear();
        QCOMPARE(m_page->shownOptions(), QStringList()); // the theme's group, as before
    }

    void searchesOverAllGroups()
    {
        m_page->searchEdit()->setText(u"redis"_s);
        QVERIFY(m_page->shownOptions().contains(u"broker"_s));
        QVERIFY(m_page->broker()->isVisible());
        m_page->searchEdit()->setText(u"theme"_s);
        QVERIFY(m_page->themeRow()->isVisible());
        QVERIFY(!m_page->broker()->isVisible());
    }

    void saysWhenNothingIsFoundAndLeadsBack()
    {
        m_page->searchEdit()->setText(u"no such thing"_s);
        auto* nothing = m_page->findChild<EmptyState*>();
        QVERIFY(nothing->isVisible());
        QVERIFY(nothing->text().contains(u"“no such thing”"_s));
        nothing->actionButton()->click();
        QVERIFY(!nothing->isVisible());
        QVERIFY(m_page->themeRow()->isVisible());
    }

    void ctrlFSearchesAndEscapeEndsIt()
    {
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_page->searchEdit()->hasFocus());
        QTest::keyClicks(m_page->searchEdit(), u"retry"_s);
        QVERIFY(m_page->shownOptions().contains(u"retry"_s));
        QTest::keyClick(m_page->searchEdit(), Qt::Key_Escape);
        QVERIFY(m_page->themeRow()->isVisible());
    }

    void theGroupIsKept()
    {
        m_page->groupList()->setCurrentRow(int(SettingsGroup::Batches));
        open();
        QCOMPARE(m_page->groupList()->currentRow(), int(SettingsGroup::Batches));
        QVERIFY(m_page->shownOptions().contains(u"batch-window"_s));
    }

    void aSettingIsBroughtIntoViewReadyForKeys()
    {
        m_page->searchEdit()->setText(u"batch"_s);
        m_page->showOption(u"log-files");
        QCOMPARE(m_page->searchEdit()->text(), QString());
        QVERIFY(control(u"log-files")->isAncestorOf(QApplication::focusWidget()));
        m_page->showBroker();
        QVERIFY(m_page->broker()->isAncestorOf(QApplication::focusWidget()));
    }

    // ---- changes

    void theBarTellsWhatWaits()
    {
        tell();
        type(u"heartbeat", u"30s"_s);
        QVERIFY(m_page->bar()->countText().startsWith(u"1 change"_s));
        QCOMPARE(plain(m_page->bar()->summary()), u"Heartbeat: 15 s → 30 s"_s);
        type(u"slow-client", u"drop"_s);
        type(u"publish-token", u"hush-hush"_s);
        QVERIFY(m_page->bar()->countText().startsWith(u"3 change"_s));
        QVERIFY(m_page->bar()->summary().contains(
            u"A client that is too slow: is disconnected → loses its oldest events"_s));
        QVERIFY(!m_page->bar()->summary().contains(u"hush"_s));
        QCOMPARE(m_page->groupList()->item(int(SettingsGroup::Streams))->text(), u"Streams · 2"_s);
        QCOMPARE(m_page->groupList()->item(int(SettingsGroup::Access))->text(), u"Access · 1"_s);
        m_page->bar()->undoButton()->click();
        QCOMPARE(m_page->bar()->countText(), u"No changes"_s);
        QCOMPARE(m_page->groupList()->item(int(SettingsGroup::Streams))->text(), u"Streams"_s);
        QCOMPARE(control(u"heartbeat")->text(), u"15s"_s);
        QCOMPARE(control(u"publish-token")->text(), QString());
        QVERIFY(!m_page->bar()->applyButton()->isEnabled());
    }

    void theBarIsInViewWhateverIsScrolled()
    {
        m_page->resize(660, 400);
        m_page->groupList()->setCurrentRow(int(SettingsGroup::Streams));
        QCoreApplication::processEvents();
        QVERIFY(m_page->bar()->isVisible());
        QVERIFY(m_page->rect().contains(
            QRect(m_page->bar()->mapTo(m_page.get(), QPoint()), m_page->bar()->size())));
    }

    void saysWhetherClientsStay()
    {
        tell();
        type(u"heartbeat", u"30s"_s);
        QCOMPARE(m_page->bar()->applyButton()->text(), u"&Apply"_s);
        type(u"listen", u"localhost:3001"_s);
        QCOMPARE(m_page->bar()->applyButton()->text(), u"&Apply and restart"_s);
        type(u"listen", hubOptionText(m_around->hub.options(), u"listen"));
        QCOMPARE(m_page->bar()->applyButton()->text(), u"&Apply"_s);
        tell(HubState::Stopped);
        QCOMPARE(m_page->bar()->applyButton()->text(), u"&Apply and start"_s);
    }

    void nothingWrongCanBeApplied()
    {
        tell();
        QSignalSpy asked(m_page.get(), &SettingsPage::applyRequested);
        type(u"retry", u"3s"_s);
        type(u"max-lifetime", u"fast"_s);
        QVERIFY(m_page->row(u"max-lifetime")->error().contains(u"fast"_s));
        QCOMPARE(
            m_page->bar()->problem(), u"Longest life of a stream cannot be applied as it is."_s);
        QVERIFY(!m_page->bar()->applyButton()->isEnabled());
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 0);
        type(u"max-lifetime", u"60s"_s);
        QVERIFY(m_page->bar()->applyButton()->isEnabled());
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1);
    }

    void theFocusStaysWhereItWas()
    {
        tell();
        m_page->groupList()->setCurrentRow(int(SettingsGroup::Streams));
        auto* spin = control(u"heartbeat")->findChild<QuantitySpin*>();
        spin->setFocus();
        QTest::keyClick(spin, Qt::Key_Up);
        QTest::mouseClick(m_page->bar()->applyButton(), Qt::LeftButton);
        QVERIFY(spin->hasFocus());
        // By keys the button itself has it, until it can no longer be pressed.
        m_page->bar()->applyButton()->setFocus(Qt::TabFocusReason);
        m_draft->revert();
        QVERIFY(!m_page->bar()->applyButton()->isEnabled());
        QVERIFY(spin->hasFocus());
    }

    // ---- what is kept

    void keepsOnlyWhatWasChanged()
    {
        QSignalSpy asked(m_page.get(), &SettingsPage::applyRequested);
        type(u"heartbeat", u"30s"_s);
        m_page->bar()->applyButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(kept(), QStringList()); // it may yet be refused
        const auto options = asked.at(0).at(0).value<HubOptions>();
        QCOMPARE(keepHubOptions(m_around->settings, HubOptions(), options), QString());
        QCOMPARE(kept(), QStringList{u"hub/heartbeat"_s});
        QCOMPARE(m_around->settings.value(u"hub/heartbeat"_s).toString(), u"30s"_s);
    }

    void aDefaultIsNotKept()
    {
        HubOptions other;
        other.heartbeat = std::chrono::seconds(30);
        QCOMPARE(keepHubOptions(m_around->settings, HubOptions(), other), QString());
        QCOMPARE(kept(), QStringList{u"hub/heartbeat"_s});
        QCOMPARE(keepHubOptions(m_around->settings, other, HubOptions()), QString());
        QCOMPARE(kept(), QStringList());
    }

    void saysWhenItCannotKeepThem()
    {
        QSettings nowhere(u"/proc/no-such/settings.ini"_s, QSettings::IniFormat);
        HubOptions other;
        other.heartbeat = std::chrono::seconds(30);
        const QString notKept = keepHubOptions(nowhere, HubOptions(), other);
        QVERIFY2(notKept.contains(u"/proc/no-such/settings.ini"_s), qPrintable(notKept));
        m_page->showApplied(HubOptions(), other, notKept);
        QCOMPARE(
            m_page->bar()->problem(), u"Applied, but not saved for the next start: "_s + notKept);
    }

    void saysWhatWasApplied()
    {
        HubOptions other;
        other.heartbeat = std::chrono::seconds(30);
        m_page->showApplied(HubOptions(), other, {});
        QCOMPARE(plain(m_page->bar()->summary()), u"Heartbeat is 30 s now"_s);
        type(u"retry", u"3s"_s);
        QCOMPARE(plain(m_page->bar()->summary()), u"Clients come back after: 2 s → 3 s"_s);
    }

    void whatIsTypedStaysWhateverTheHubDoes()
    {
        tell();
        type(u"heartbeat", u"30s"_s);
        HubStatus status = listening();
        status.broker.ready = false;
        Q_EMIT m_around->hub.statusChanged(status);
        tell(HubState::Stopped);
        status.startedAtMs = 6;
        Q_EMIT m_around->hub.statusChanged(status);
        QCOMPARE(control(u"heartbeat")->text(), u"30s"_s);
        QVERIFY(m_page->bar()->countText().startsWith(u"1 change"_s));
    }

    // ---- the broker

    void aWrongBrokerIsSaidUnderIt()
    {
        m_page->broker()->setBroker(u"http://127.0.0.1"_s);
        QVERIFY(!m_page->broker()->error().isEmpty());
        QVERIFY(!m_page->bar()->applyButton()->isEnabled());
        m_page->broker()->setBroker(u"memory"_s);
        Q_EMIT m_page->broker()->edited();
        QCOMPARE(m_page->broker()->error(), QString());
        QCOMPARE(m_page->bar()->countText(), u"No changes"_s);
    }

    void keepsTheBrokerTheHubMovedTo()
    {
        const QString url = u"redis://me:secret@127.0.0.1:6379"_s;
        m_page->broker()->setBroker(url);
        QSignalSpy told(m_page.get(), &SettingsPage::lastAction);
        m_page->broker()->showMoved(url, {});
        QCOMPARE(m_around->settings.value(u"hub/broker"_s).toString(), url);
        QCOMPARE(told.size(), 1);
        QVERIFY(!told[0][0].toString().contains(u"secret"_s));
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(!(QFile::permissions(m_around->settings.fileName()) & others));
    }

    void theWayBackToMemoryIsAChangeLikeAnother()
    {
        HubOptions redis;
        redis.broker = u"redis://me:secret@127.0.0.1:1/0"_s;
        redis.listenPort = 0;
        m_around->hub.start(redis);
        QCOMPARE(m_page->broker()->choice()->current(), 1);
        m_page->broker()->choice()->setCurrent(0);
        QCOMPARE(m_page->bar()->summary(), u"Broker: redis://me:…@127.0.0.1:1/0 → Memory"_s);
        QSignalSpy asked(m_page.get(), &SettingsPage::applyRequested);
        m_page->bar()->applyButton()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<HubOptions>().broker, u"memory"_s);
        m_page->bar()->undoButton()->click();
        QCOMPARE(m_page->broker()->choice()->current(), 1);
    }

    void readsTheThemeFromTheSettings()
    {
        m_around->settings.remove(u"theme"_s);
        QCOMPARE(SettingsPage::savedThemeMode(m_around->settings), Theme::Mode::System);
        m_around->settings.setValue(u"theme"_s, u"dark"_s);
        QCOMPARE(SettingsPage::savedThemeMode(m_around->settings), Theme::Mode::Dark);
    }

    // ---- sizes, keys

    void nothingIsCutAtAnySize_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("860x520") << QSize(672, 440);
        QTest::newRow("1360x850") << QSize(1172, 770);
        QTest::newRow("2560x1440") << QSize(2372, 1360);
    }

    void nothingIsCutAtAnySize()
    {
        QFETCH(const QSize, size);
        tell();
        m_page->resize(size);
        for (int group = 0; group < SettingsGroupCount; ++group) {
            m_page->groupList()->setCurrentRow(group);
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            for (const QString& option : m_page->shownOptions()) {
                const OptionRow* row = m_page->row(option);
                if (!row)
                    continue;
                const QWidget* view = row->parentWidget()->parentWidget()->parentWidget();
                for (const QWidget* part : row->findChildren<QWidget*>()) {
                    if (!part->isVisible())
                        continue;
                    const QRect place(part->mapTo(view, QPoint()), part->size());
                    QVERIFY2(place.left() >= 0 && place.right() < view->width(),
                        qPrintable(
                            option + u' ' + QString::fromLatin1(part->metaObject()->className())));
                }
                for (const auto* button : row->findChildren<QAbstractButton*>()) {
                    if (button->isVisible())
                        QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                            qPrintable(option + u": "_s + button->text()));
                }
            }
        }
    }

    void tabGoesThroughAGroupAsItIsRead()
    {
        tell();
        m_page->groupList()->setCurrentRow(int(SettingsGroup::Streams));
        QCOMPARE(tabOrder(*m_page).join(u", "_s),
            u"Search settings, Groups of settings, Longest life of a stream: no limit, Heartbeat, "
            "Clients come back after, A client that is too slow: is disconnected, Unsent bytes at "
            "most, History, events, History, for how long, Memory for history, Clients find the "
            "type: in the data, Undo, Apply"_s);
    }

    void everyStopHasANameAndADescription()
    {
        tell();
        for (int group = 1; group < SettingsGroupCount; ++group) {
            m_page->groupList()->setCurrentRow(group);
            for (const QString& option : m_page->shownOptions()) {
                if (!m_page->row(option))
                    continue;
                const QWidget* focus = control(option)->focusProxy();
                while (focus->focusProxy())
                    focus = focus->focusProxy();
                QVERIFY2(!focus->accessibleName().isEmpty(), qPrintable(option));
                QVERIFY2(focus->accessibleDescription().contains(
                             isLiveOption(option) || isExchangedOption(option) ? u"live"_s
                                                                               : u"restart"_s),
                    qPrintable(option));
            }
        }
    }

private:
    void open()
    {
        m_page.reset();
        m_draft = std::make_unique<OptionDraft>(m_around->hub, m_around->settings);
        m_page = std::make_unique<SettingsPage>(
            m_around->hub, m_around->theme, m_around->settings, *m_draft);
        QVERIFY(showPage(*m_page));
    }

    static HubStatus listening()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.startedAtMs = 5;
        return status;
    }

    void tell(HubState state = HubState::Listening)
    {
        HubStatus status = listening();
        status.state = state;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    OptionControl* control(QStringView option) const { return m_page->row(option)->control(); }

    void type(QStringView option, const QString& text)
    {
        control(option)->setText(text);
        Q_EMIT control(option)->edited();
    }

    // With blanks that break.
    static QString plain(QString text) { return text.replace(QChar(QChar::Nbsp), u' '); }

    QStringList kept() const
    {
        QStringList keys = m_around->settings.allKeys();
        keys.removeIf([](const QString& key) { return !key.startsWith(u"hub/"_s); });
        return keys;
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<OptionDraft> m_draft;
    std::unique_ptr<SettingsPage> m_page;
};

ROOM_TEST(TestSettingsPage, QApplication)
#include "tst_settings_page.moc"
