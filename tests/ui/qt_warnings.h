// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QStringList>
#include <QtGlobal>

#include <string_view>

namespace fanlight {

// Keeps what Qt, and the program, warn of while it lives; one at a time. Main thread, though what
// other threads say is kept, too.
class QtWarnings {
public:
    QtWarnings()
    {
        s_texts.clear();
        s_before = qInstallMessageHandler(
            [](QtMsgType type, const QMessageLogContext& context, const QString& text) {
                const std::string_view category = context.category ? context.category : "";
                // The hub's own lines are for its user: a refused port, a fault that was asked for.
                // Nor is there a desktop here.
                if (type != QtDebugMsg && type != QtInfoMsg && !category.starts_with("fanlight")
                    && !text.startsWith(QLatin1String("This plugin does not support"))) {
                    const QMutexLocker lock(&s_mutex);
                    s_texts << text;
                }
                s_before(type, context, text);
            });
    }
    ~QtWarnings() { qInstallMessageHandler(s_before); }
    Q_DISABLE_COPY_MOVE(QtWarnings)

    static QStringList texts()
    {
        const QMutexLocker lock(&s_mutex);
        return s_texts;
    }

private:
    inline static QMutex s_mutex;
    inline static QStringList s_texts;
    inline static QtMessageHandler s_before = nullptr;
};

} // namespace fanlight
