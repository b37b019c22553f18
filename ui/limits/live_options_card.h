// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "widgets/card.h"

#include <vector>

namespace fanlight {

class ChangeBar;
class OptionDraft;
class OptionRow;

// The options a running hub takes over while its clients stay (isLiveOption()), each with what it
// comes to at the connections there are: the same ones as on the Settings page, in the same draft.
// Main thread; owned by the page.
class LiveOptionsCard : public Card {
    Q_OBJECT
public:
    // `draft` must outlive the card.
    explicit LiveOptionsCard(OptionDraft& draft, QWidget* parent = nullptr);

    void setConnections(double connections);
    void setListening(bool listening); // nothing can be changed before

    // Whether the hub takes them from this window at all, and why not just now (empty: it does).
    void setAbility(bool offered, const QString& blocked);

    OptionRow* row(QStringView option) const; // null: it is none of them
    ChangeBar* bar() const { return m_bar; }

Q_SIGNALS:
    // All is valid and something differs from how the hub runs.
    void applyRequested(const fanlight::HubOptions& options);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitSoon();
    void fit();

    void refresh();

    bool m_fitsSoon = false;
    bool m_isListening = false;
    bool m_isOffered = true;
    QString m_blocked;
    QLabel* m_note;
    std::vector<OptionRow*> m_rows;
    ChangeBar* m_bar;
};

} // namespace fanlight
