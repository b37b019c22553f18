// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "hub/hub.h"
#include "settings/broker_card.h"
#include "support/room.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestSettingsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(
            m_dir.filePath(QString::number(++m_files)), QSettings::IniFormat);
        m_hub = std::make_unique<Hub>();
        m_page = std::make_unique<SettingsPage>(*m_hub, m_theme, *m_settings);
    }

    void cleanup()
    {
        m_page.reset();
        m_hub.reset();
    }

    void offersEveryHubOptionWithItsValue()
    {
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QString::fromLatin1(spec.name);
            if (name == QStringLiteral("broker")) {
                QCOMPARE(m_page->broker()->broker(), hubOptionText(m_hub->options(), name));
                continue;
            }
            QVERIFY2(m_page->edit(name), spec.name);
            QCOMPARE(m_page->edit(name)->text(), hubOptionText(m_hub->options(), name));
        }
        QVERIFY(!m_page->applyButton()->isEnabled());
    }

    void saysUnderTheFieldWhatIsWrong()
    {
        type(u"max-lifetime", QStringLiteral("fast"));
        QVERIFY(m_page->error(u"max-lifetime").contains(QStringLiteral("fast")));
        QVERIFY(!m_page->applyButton()->isEnabled());
        type(u"max-lifetime", QStringLiteral("60s"));
        QCOMPARE(m_page->error(u"max-lifetime"), QString());
        QVERIFY(m_page->applyButton()->isEnabled());
    }

    void refusesWhatDoesNotGoTogether()
    {
        type(u"listen", QStringLiteral("0.0.0.0:3000"));
        QVERIFY(!m_page->applyButton()->isEnabled());
        type(u"publish-token", QStringLiteral("a-long-enough-secret"));
        QVERIFY(m_page->applyButton()->isEnabled());
    }

    void keepsOnlyWhatWasChanged()
    {
        QSignalSpy asked(m_page.get(), &SettingsPage::applyRequested);
        type(u"heartbeat", QStringLiteral("30s"));
        m_page->applyButton()->click();
        QCOMPARE(asked.size(), 1);
        m_page->save();
        QCOMPARE(m_settings->allKeys(), QStringList{QStringLiteral("hub/heartbeat")});
        QCOMPARE(
            m_settings->value(QStringLiteral("hub/heartbeat")).toString(), QStringLiteral("30s"));
    }

    void saysWhetherClientsStay()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.startedAtMs = 5;
        Q_EMIT m_hub->statusChanged(status);
        type(u"heartbeat", QStringLiteral("30s"));
        QCOMPARE(m_page->applyButton()->text(), QStringLiteral("&Apply now"));
        type(u"listen", QStringLiteral("localhost:3001"));
        QCOMPARE(m_page->applyButton()->text(), QStringLiteral("&Apply and restart the hub"));
        type(u"listen", hubOptionText(m_hub->options(), u"listen"));
        status.state = HubState::Stopped;
        Q_EMIT m_hub->statusChanged(status);
        type(u"heartbeat", QStringLiteral("40s"));
        QCOMPARE(m_page->applyButton()->text(), QStringLiteral("&Apply and restart the hub"));
    }

    void saysWhatTheHubRefused()
    {
        m_page->showRefused(QStringLiteral("not now"));
        const auto labels = m_page->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel* label) { return label->text() == QStringLiteral("not now"); }));
    }

    void aWrongBrokerIsSaidUnderIt()
    {
        m_page->broker()->setBroker(QStringLiteral("http://127.0.0.1"));
        QVERIFY(!m_page->error(u"broker").isEmpty());
        QVERIFY(!m_page->applyButton()->isEnabled());
        m_page->broker()->setBroker(QStringLiteral("memory"));
        QCOMPARE(m_page->error(u"broker"), QString());
    }

    void keepsTheBrokerTheHubMovedTo()
    {
        const QString url = QStringLiteral("redis://me:secret@127.0.0.1:6379");
        m_page->broker()->setBroker(url);
        QSignalSpy told(m_page.get(), &SettingsPage::lastAction);
        m_page->broker()->showMoved(url, {});
        QCOMPARE(m_settings->value(QStringLiteral("hub/broker")).toString(), url);
        QCOMPARE(told.size(), 1);
        QVERIFY(!told[0][0].toString().contains(QStringLiteral("secret")));
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(!(QFile::permissions(m_settings->fileName()) & others));
    }

    void whatIsTypedStaysWhileRedisComesAndGoes()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.startedAtMs = 5;
        Q_EMIT m_hub->statusChanged(status);
        type(u"heartbeat", QStringLiteral("30s"));
        status.broker.ready = false;
        Q_EMIT m_hub->statusChanged(status);
        QCOMPARE(m_page->edit(u"heartbeat")->text(), QStringLiteral("30s"));
        status.startedAtMs = 6;
        Q_EMIT m_hub->statusChanged(status);
        QVERIFY(m_page->edit(u"heartbeat")->text() != QStringLiteral("30s"));
    }

    void readsTheThemeFromTheSettings()
    {
        QCOMPARE(SettingsPage::savedThemeMode(*m_settings), Theme::Mode::System);
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        QCOMPARE(SettingsPage::savedThemeMode(*m_settings), Theme::Mode::Dark);
    }

private:
    void type(QStringView option, const QString& text)
    {
        QLineEdit* edit = m_page->edit(option);
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }

    QTemporaryDir m_dir;
    int m_files = 0;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<SettingsPage> m_page;
};

ROOM_TEST(TestSettingsPage, QApplication)
#include "tst_settings_page.moc"
