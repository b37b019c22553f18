// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace fanlight {

class OptionControl;
class OptionDraft;

// The setting whose row is the broker's card.
inline const QString BrokerOption = QStringLiteral("broker");

// Small labels beside a setting: live or with a restart, changed, where its value comes from. Main
// thread.
class OptionBadges : public QWidget {
public:
    // `draft` must outlive this.
    OptionBadges(const OptionDraft& draft, QString option, QWidget* parent = nullptr);

    void refresh();
    QStringList texts() const; // as shown
    int widest() const; // with all that may be shown

private:
    const OptionDraft& m_draft;
    const QString m_option;
    QLabel* m_effect;
    QLabel* m_changed;
    QLabel* m_origin;
};

// A setting: its name and what it does, what it is set with, badges, the way back to its default,
// and what is wrong with it. Shows and edits the draft. Main thread; owned by the page.
class OptionRow : public QWidget {
    Q_OBJECT
public:
    // `draft` must outlive the row.
    OptionRow(OptionDraft& draft, const OptionSpec& spec, QWidget* parent = nullptr);

    const QString& option() const { return m_option; }
    OptionControl* control() const { return m_control; }
    const OptionBadges* badges() const { return m_badges; }
    QPushButton* resetButton() const { return m_reset; }
    QString error() const; // as shown
    QString description() const; // as shown
    // It is only read: the hub does not take it from this window, or only with a restart that this
    // window cannot ask for.
    void setLocked(bool locked);
    // With so many connections (Unknown: not known) it is told what the value comes to.
    void setConnections(double connections);
    bool matches(const QStringList& words) const; // all of them, in its names and texts
    // What it needs at least to have the control beside the words.
    int widthBeside() const;
    // Lays itself out in so much width: stacked, the control stands below the words; else beside
    // them, and the badges beside it where they fit.
    void fit(int width, bool stacked);

Q_SIGNALS:
    void resized(); // widthBeside() may be another one

private:
    void refresh();
    void describe();

    OptionDraft& m_draft;
    const QString m_option;
    double m_connections;
    bool m_isLocked = false;
    QLabel* m_title;
    QLabel* m_description;
    QWidget* m_words;
    OptionControl* m_control;
    OptionBadges* m_badges;
    QPushButton* m_reset;
    QLabel* m_error;
    QBoxLayout* m_whole;
    QBoxLayout* m_line;
};

} // namespace fanlight
