// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QUrl>

namespace fanlight {

// Which webhooks alerts are told to: one of a rule, or one for all. URLs hold secrets, so they are
// kept apart from the rules, in a file that only its owner reads. What stands there is checked.
// Main thread; owned by the book of rules.
class WebhookBook : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype Most = 200; // that are kept

    explicit WebhookBook(const QString& path, QObject* parent = nullptr);

    QString forAll() const { return m_forAll; } // empty: none
    QString own(const QString& rule) const { return m_own.value(rule); } // empty: none of its own
    QUrl urlFor(const QString& rule) const; // where it goes; invalid: nowhere
    // An empty URL takes it away. Empty, or why it was not kept.
    QString setForAll(const QString& url);
    QString setOwn(const QString& rule, const QString& url);
    void reload(); // what another window wrote

Q_SIGNALS:
    void changed();

private:
    QString write();

    const QString m_path;
    QString m_forAll;
    QHash<QString, QString> m_own; // by rule
};

} // namespace fanlight
