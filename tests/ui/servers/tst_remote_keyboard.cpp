// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "palette/palette_popup.h"
#include "remote/remote_hub.h"
#include "support/event_stream.h"
#include "support/hub_process.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// The whole job of publishing on a hub elsewhere, by keys alone, counted.
class TestRemoteKeyboard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNotificationIsWrittenSentAndFollowedByKeysAlone()
    {
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        HubProcess process;
        START_HUB(process,
            {u"--admin-token"_s, u"ops=HUSH-admin"_s, u"--publish-token"_s, u"shop=HUSH-publish"_s,
                u"--anonymous"_s, u"all"_s});
        EventStream stream(process.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        RemoteAddress address;
        address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(process.port()));
        address.token = [] { return u"HUSH-admin"_s; };
        address.name = u"eu-1"_s;
        RemoteHub hub(std::move(address));
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        MainWindow window(hub, theme, settings, hub.log(),
            {u"0a0a0a0a"_s, u"eu-1"_s, {}, false, folder.filePath(u"eu-1"_s)});
        window.resize(1360, 850);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        hub.connectNow();
        QTRY_COMPARE(hub.link().state, HubLink::State::Connected);
        QTRY_VERIFY(hub.can(HubPort::Ability::Publish));
        QSignalSpy sampled(&hub, &HubPort::sampled);
        QTRY_VERIFY(!sampled.isEmpty()); // its stream has begun

        key(Qt::Key_K, Qt::ControlModifier);
        PalettePopup* popup = window.room().palettePopup();
        QTRY_VERIFY(popup->isVisible());
        type(u"42"_s); // behind all that is found: what can be done with these words
        key(Qt::Key_Up);
        key(Qt::Key_Up); // “Send to user “42””
        key(Qt::Key_Return);
        QCOMPARE(window.room().pageTitle(), u"Publish"_s);
        // what
        QVERIFY(tabTo([](QWidget* at) { return at->accessibleName() == u"Payload"_s; }));
        key(Qt::Key_A, Qt::ControlModifier);
        type(u"{\"type\":\"like\",\"by\":\"keys\"}"_s);
        key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(stream.readAvailable() && stream.content().contains("\"by\":\"keys\""));
        QTRY_COMPARE(
            hub.recordMessages().read({}, 10, std::numeric_limits<qint64>::max() / 2).added.size(),
            std::size_t(1));
        // and what became of it
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(popup->isVisible());
        type(u"me"_s);
        key(Qt::Key_Return);
        QCOMPARE(window.room().pageTitle(), u"Messages"_s);
        qInfo("%d keys, of which %d are text", m_keys, m_letters);
        QVERIFY2(m_keys - m_letters <= 30, qPrintable(QString::number(m_keys - m_letters)));
    }

private:
    static QWidget* focus()
    {
        QWidget* const at = QApplication::focusWidget();
        return at ? at : QApplication::activeWindow();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        ++m_keys;
        QTest::keyClick(focus(), key, modifiers);
    }

    void type(const QString& text)
    {
        m_keys += int(text.size());
        m_letters += int(text.size());
        QTest::keyClicks(focus(), text);
    }

    // By Tab, or Ctrl+Tab out of what takes tabs itself.
    template <class Is> bool tabTo(const Is& is)
    {
        for (int i = 0; i < 25; ++i) {
            if (QApplication::focusWidget() && is(QApplication::focusWidget()))
                return true;
            key(Qt::Key_Tab);
        }
        return false;
    }

    int m_keys = 0;
    int m_letters = 0;
};

ROOM_TEST(TestRemoteKeyboard, QApplication)
#include "tst_remote_keyboard.moc"
