// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "pages.h"
#include "palette/palette_popup.h"
#include "publish/publish_page.h"
#include "remote/remote_hub.h"
#include "support/event_stream.h"
#include "support/hub_process.h"
#include "support/patience.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// The whole job of publishing on a hub elsewhere, by keys alone, counted: to whom, what, sent,
// told how many have it.
class TestPublishByKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toUtf8());
        m_process = std::make_unique<testing::HubProcess>();
        START_HUB(
            *m_process, {u"--admin-token"_s, u"ops=HUSH-admin"_s, u"--anonymous"_s, u"all"_s});
        RemoteAddress address;
        address.url = QUrl(u"http://127.0.0.1:%1"_s.arg(m_process->port()));
        address.token = [] { return u"HUSH-admin"_s; };
        address.name = u"eu-1"_s;
        m_hub = std::make_unique<RemoteHub>(std::move(address));
        m_settings = std::make_unique<QSettings>(
            m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_theme.setMode(Theme::Mode::Light);
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings, m_hub->log(),
            HubPlace{u"0a0a0a0a"_s, u"eu-1"_s, {}, false, m_folder->filePath(u"eu-1"_s)});
        m_window->resize(1360, 850);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QSignalSpy sampled(m_hub.get(), &HubPort::sampled);
        m_hub->connectNow();
        QTRY_VERIFY(m_hub->can(HubPort::Ability::Publish));
        QTRY_VERIFY(!sampled.isEmpty()); // its stream has begun
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
        m_process.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void aNotificationIsWrittenAndSent()
    {
        testing::EventStream stream(m_process->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QSignalSpy said(&m_window->room().pages().publish(), &PublishPage::lastAction);

        // to whom
        openPalette();
        type(u"42"_s);
        pressNumberOf(u"Send to user “42”"_s);
        QCOMPARE(m_window->room().pageTitle(), u"Publish"_s);
        // what
        QVERIFY(tabTo(u"Payload"_s));
        key(Qt::Key_A, Qt::ControlModifier);
        type(uR"("by keys")"_s);
        // go
        key(Qt::Key_Return, Qt::ControlModifier);
        const auto isTold = [&said] {
            return !said.isEmpty()
                && said.last()[0].toString().startsWith(u"user 42: sent to 1 client"_s);
        };
        QTRY_VERIFY(isTold()); // its client's kernel has it
        testing::HttpClient client(m_process->port());
        const QJsonObject sent
            = client
                  .request("GET", "/api/admin/messages/1", {{"Authorization", "Bearer HUSH-admin"}})
                  .json();
        const QByteArray frame
            = QByteArray::fromBase64(sent["frame"_L1]["plain"_L1].toString().toLatin1());
        QVERIFY2(frame.contains("\ndata: by keys\n"), frame.constData());
        qInfo("%d keys, of which %d are text", m_keys, m_letters);
        QVERIFY2(m_keys - m_letters <= 25, qPrintable(QString::number(m_keys - m_letters)));
    }

    // Ctrl+K where keys are written into something.
    void thePaletteOpensFromEveryField()
    {
        m_window->room().showPage(u"Publish"_s);
        int fields = 0;
        for (QWidget* field : m_window->findChild<PublishPage*>()->findChildren<QWidget*>()) {
            const bool takesText
                = qobject_cast<QLineEdit*>(field) || qobject_cast<QPlainTextEdit*>(field);
            if (!takesText || !field->isVisible() || !field->isEnabled()
                || field->focusPolicy() == Qt::NoFocus)
                continue;
            field->setFocus();
            QCOMPARE(QApplication::focusWidget(), field);
            openPalette();
            key(Qt::Key_Escape);
            QTRY_VERIFY(!popup().isVisible());
            ++fields;
        }
        QVERIFY(fields > 3);
    }

private:
    PalettePopup& popup() const { return *m_window->room().palettePopup(); }
    QWidget* focus() const
    {
        if (popup().isVisible())
            return popup().edit();
        QWidget* const at = QApplication::focusWidget();
        return at ? at : m_window.get();
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

    void openPalette()
    {
        key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(popup().isVisible());
    }

    // The number that stands in front of it, with Alt.
    void pressNumberOf(const QString& title)
    {
        const QAbstractItemModel& rows = *popup().list()->model();
        for (int row = 0; row < PalettePopup::RowsShown; ++row) {
            if (rows.index(row, 0).data().toString() == title)
                return key(
                    Qt::Key(Qt::Key_0 + (row + 1) % PalettePopup::RowsShown), Qt::AltModifier);
        }
        QFAIL(qPrintable(title));
    }

    bool tabTo(const QString& name)
    {
        for (int i = 0; i < 20; ++i) {
            if (QApplication::focusWidget()
                && QApplication::focusWidget()->accessibleName() == name)
                return true;
            key(Qt::Key_Tab);
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<testing::HubProcess> m_process;
    std::unique_ptr<RemoteHub> m_hub;
    std::unique_ptr<QSettings> m_settings;
    Theme m_theme;
    std::unique_ptr<MainWindow> m_window;
    int m_keys = 0;
    int m_letters = 0;
};

ROOM_TEST(TestPublishByKeys, QApplication)
#include "tst_publish_by_keys.moc"
