// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/proof_model.h"
#include "widgets/card.h"

class QStackedWidget;

namespace fanlight {

class EmptyState;
class RowTable;
class UiState;

// The keys of users' tokens and the tokens of roles, by name and last use. Main thread; owned by
// the page.
class ProofsCard : public Card {
    Q_OBJECT
public:
    // Both must outlive the card.
    ProofsCard(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    void show(const AccessSnapshot& access);
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }

private:
    ProofModel m_model;
    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
};

} // namespace fanlight
