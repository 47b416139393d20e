-- Drives the server through Neovim's own client. Run headless with the server's command in RL_SERVER (node and the file,
-- separated by a line feed), the changelog's path as argument, and the file for the answers in RL_ANSWERS.
local answers = {}
local function say(name, value)
  answers[name] = value
end
local function finish(code)
  local file = io.open(vim.env.RL_ANSWERS, 'w')
  file:write(vim.json.encode(answers))
  file:close()
  vim.cmd('cquit ' .. code)
end

local function main()
  local command = vim.split(vim.env.RL_SERVER, '\n')
  table.insert(command, '--stdio')
  local buffer = vim.api.nvim_get_current_buf()
  local exit_code = nil
  local id = vim.lsp.start_client({
    cmd = command,
    root_dir = vim.fn.getcwd(),
    workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = 'x' } },
    on_exit = function(code)
      exit_code = code
    end,
  })
  vim.lsp.buf_attach_client(buffer, id)
  local client
  assert(vim.wait(20000, function()
    client = vim.lsp.get_client_by_id(id)
    return client and client.initialized
  end, 20), 'not initialized')
  say('connect', client.server_capabilities.hoverProvider == true)
  say('encoding', client.offset_encoding)

  local function codes()
    local list = vim.tbl_map(function(each)
      return each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)
    end, vim.diagnostic.get(buffer))
    return list
  end
  local function has(code)
    return vim.tbl_contains(codes(), code)
  end
  local separator = 'changelog/wrong-date-separator'
  assert(vim.wait(20000, function() return has(separator) end, 20), 'no diagnostics')
  say('diagnostics', true)

  local function ask(method, params)
    params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
    local responses = vim.lsp.buf_request_sync(buffer, method, params, 20000)
    local response = responses and responses[id]
    assert(response, method .. ' has no answer')
    assert(not response.err, vim.inspect(response.err))
    return response.result
  end
  local function position(line, character)
    return { line = line, character = character }
  end
  local function text()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  end

  say('hover', ask('textDocument/hover', { position = position(4, 5) }).contents.value)
  local symbols = ask('textDocument/documentSymbol', {})
  say('symbols', vim.tbl_map(function(each) return each.name end, symbols))
  local folds = ask('textDocument/foldingRange', {})
  say('folding', #folds)

  -- An edit behind an emoji: the server counts as this client does, or the text falls apart.
  vim.api.nvim_buf_set_text(buffer, 8, 6, 8, 6, { ' more' })
  assert(vim.wait(20000, function()
    return vim.tbl_contains(vim.tbl_map(function(each) return each.children[1].children[1].name end,
      ask('textDocument/documentSymbol', {})), '😀 more, see [old]')
  end, 20), 'the edit did not arrive')
  say('edit', true)

  local renamed = ask('textDocument/rename', { position = position(8, #'- 😀 more, see [o'), newName = 'new' })
  vim.lsp.util.apply_workspace_edit(renamed, client.offset_encoding)
  say('rename', text())

  local actions = ask('textDocument/codeAction', {
    range = { start = position(4, #'## [1.0.0] '), ['end'] = position(4, #'## [1.0.0] ') },
    context = { diagnostics = {}, only = { 'quickfix' } },
  })
  local fix = vim.tbl_filter(function(each) return not each.title:find('^Allow') end, actions)[1]
  vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
  say('action', vim.api.nvim_buf_get_lines(buffer, 4, 5, false)[1])
  assert(vim.wait(20000, function() return not has(separator) end, 20), 'the problem is still there')
  say('mended', true)

  vim.api.nvim_buf_set_lines(buffer, 9, 9, false, { '', '###' })
  local items = ask('textDocument/completion', { position = position(10, 3) })
  say('completion', vim.tbl_map(function(each) return each.label end, items.items or items))
  say('formatting', ask('textDocument/formatting', { options = { tabSize = 2, insertSpaces = true } }) ~= nil)

  client.stop()
  assert(vim.wait(20000, function() return exit_code ~= nil end, 20), 'the server did not end')
  say('exit', exit_code)
end

local ok, problem = pcall(main)
if not ok then say('problem', tostring(problem)) end
finish(ok and 0 or 1)
