// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace fanlight {

class OptionDraft;

// "2 changes   Heartbeat: 15 s → 30 s; …   Undo  Apply": what waits in the draft, what is wrong
// with it, and what became of it. The focus never stays on a button that cannot be pressed: it goes
// back to where it was. Main thread; owned by the page.
class ChangeBar : public QWidget {
    Q_OBJECT
public:
    using Concerns = std::function<bool(const QString& option)>;

    // For those options that it concerns; the others wait elsewhere. `draft` must outlive the bar.
    ChangeBar(OptionDraft& draft, Concerns concerns, QWidget* parent = nullptr);

    void setListening(bool listening); // else Apply starts the hub
    void setStoppedAllowed(
        bool allowed); // false: nothing is applied while the hub is not listening
    // What keeps the hub from taking anything now, in a sentence; empty: nothing.
    void setBlocked(const QString& reason);
    // What became of the last Apply, until something is changed again.
    void setOutcome(const QString& text, bool isBad);
    void apply(); // if it can

    QPushButton* undoButton() const { return m_undo; }
    QPushButton* applyButton() const { return m_apply; }
    QString countText() const;
    QString summary() const { return m_summaryText; } // whole, also where it is cut
    QString problem() const; // as shown

Q_SIGNALS:
    // All is valid and something differs from how the hub runs.
    void applyRequested(const fanlight::HubOptions& options);
    void undone();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QStringList changed() const;
    HubOptions wanted() const;
    QString summarize(const QStringList& options) const;
    QString problemOf() const;
    void refresh();
    void elide();
    void setPressable(QPushButton& button, bool pressable);

    OptionDraft& m_draft;
    const Concerns m_concerns;
    bool m_listening = false;
    bool m_stoppedAllowed = true;
    QString m_blocked;
    QString m_outcome;
    bool m_outcomeIsBad = false;
    QString m_summaryText;
    QPointer<QWidget> m_before; // had the focus before a button took it
    QLabel* m_count;
    QLabel* m_summary;
    QLabel* m_problem;
    QPushButton* m_undo;
    QPushButton* m_apply;
};

} // namespace fanlight
