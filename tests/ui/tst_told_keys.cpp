// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "shell/page_list.h"
#include "shell/shortcuts_panel.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QFile>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// Whether docs/window.md tells the keys that F1 shows.
class TstToldKeys : public QObject {
    Q_OBJECT

    // As people write it, and as one word of the page has it.
    static bool tells(const QString& page, const QString& keys)
    {
        static const std::map<QString, QString> Written{{u"Esc"_s, u"Escape"_s},
            {u"Del"_s, u"Delete"_s}, {u"Ins"_s, u"Insert"_s}, {u"Enter"_s, u"Return"_s},
            {u"Ctrl+Enter"_s, u"Ctrl+Return"_s}};
        const auto other = Written.find(keys);
        const QString word
            = QRegularExpression::escape(other == Written.end() ? keys : other->second);
        return page.contains(QRegularExpression(u"(?<![+\\w])"_s + word + u"(?!\\w)"_s));
    }

private Q_SLOTS:
    void eachKeyIsTold()
    {
        QFile file(QStringLiteral(FANLIGHT_WINDOW_DOCS));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString told = QString::fromUtf8(file.readAll());
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const LogRing log;
        Theme theme;
        LocalHub hub;
        MainWindow window(hub, theme, settings, &log);
        window.resize(1360, 850);
        window.show();
        auto* list = window.findChild<PageList*>();
        auto* pages = window.findChild<QStackedWidget*>();
        QStringList untold;
        int seen = 0;
        for (const int page : list->pagesInOrder()) {
            window.showPage(page);
            QCoreApplication::processEvents();
            const QString title = list->titleOf(page);
            auto* panel = ShortcutsPanel::openFor(window, title, *pages->currentWidget());
            for (const ShortcutsPanel::Group& group : panel->groups()) {
                for (const KeyNote& note : group.notes) {
                    for (const QString& keys : note.keys.split(u", "_s)) {
                        // a button's own letter stands on the button
                        if (QRegularExpression(u"^Alt\\+.$"_s).match(keys).hasMatch())
                            continue;
                        ++seen;
                        if (!tells(told, keys))
                            untold << title + u": "_s + keys + u", "_s + note.what;
                    }
                }
            }
            panel->reject();
        }
        untold.removeDuplicates();
        QVERIFY(seen > 300);
        QVERIFY2(untold.isEmpty(), qPrintable(u'\n' + untold.join(u'\n')));
    }
};

ROOM_TEST(TstToldKeys, QApplication)
#include "tst_told_keys.moc"
